// The post of a folder.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../failure/failure';

export const postName = /\.(md|markdown)$/i;
/** Names that make a file the post of its folder, the first one first. */
export const mainPosts = ['index.md', 'post.md', 'index.markdown', 'post.markdown'];

/** @throws Failure `bad-input` where there is none, or one cannot be told from the others; `shown` names the folder. */
export async function findPost(folder: string, shown = folder): Promise<string> {
  const posts = (await readdir(folder)).filter((name) => postName.test(name)).sort();
  const chosen = mainPosts.find((name) => posts.includes(name)) ?? posts[0];
  if (chosen === undefined) throw new Failure('bad-input', 'labs:noPost', { folder: shown });
  if (posts.length > 1 && !mainPosts.includes(chosen)) {
    throw new Failure('bad-input', 'labs:severalPosts', { folder: shown, posts: posts.join(', ') });
  }
  return path.join(folder, chosen);
}
