import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../main/failure/failure';
import { findLab, loadLab } from '../../main/labs/load';
import { post, temporaryFolder } from './written';

function folderOf(files: Record<string, string | Buffer>): string {
  const folder = path.join(temporaryFolder(), 'my-lab');
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

const lab = post('# One', 'text');
const sidecar = 'version: 1\nminutes: 5\n';

describe('a lab', () => {
  it.each([
    [{ 'index.md': lab, 'other.md': 'x' }, 'index.md'],
    [{ 'post.md': lab, 'other.md': 'x' }, 'post.md'],
    [{ 'anything.markdown': lab, 'readme.txt': 'x' }, 'anything.markdown'],
  ])('is loaded from a folder', async (files, name) => {
    const folder = folderOf({ ...files, 'lab.yml': sidecar });
    expect(await loadLab(folder)).toMatchObject({
      id: 'my-lab',
      path: path.join(folder, name),
      title: 'Lab',
      sidecar: { minutes: 5 },
    });
  });

  it('is loaded from a file, with the sidecar of its name', async () => {
    const folder = folderOf({
      'swarm.post.md': lab,
      'lab.yml': 'broken',
      'swarm.lab.yml': sidecar,
      'x.md': lab,
    });
    expect(await loadLab(path.join(folder, 'swarm.post.md'))).toMatchObject({
      id: 'swarm',
      sidecar: { minutes: 5 },
    });
    expect(await loadLab(path.join(folder, 'x.md'))).toMatchObject({ id: 'x', sidecar: undefined });
  });

  it('is loaded from its folder’s post, with the folder’s sidecar', async () => {
    const folder = folderOf({ 'index.md': lab, 'lab.yml': sidecar });
    expect(await loadLab(path.join(folder, 'index.md'))).toMatchObject({
      id: 'my-lab',
      sidecar: { minutes: 5 },
    });
  });

  it('has warnings for what is missing offline, in line order, where it is known what is served', async () => {
    const folder = folderOf({ 'index.md': post('```.term1', 'docker pull nginx', '```', '{% x %}') });
    const linesOf = async (serves?: string[]) =>
      (await loadLab(folder, { serves })).warnings.map(({ line, offline }) => [line, offline]);
    expect(await linesOf()).toEqual([[9, false]]);
    expect(await linesOf(['nginx:latest'])).toEqual([[9, false]]);
    expect(await linesOf([])).toEqual([
      [7, true],
      [9, false],
    ]);
  });

  it('may have neither heading nor fence', async () => {
    expect((await loadLab(folderOf({ 'index.md': 'page' }))).steps).toHaveLength(1);
  });
});

describe('what is no lab', () => {
  const sentenceOf = async (pathOrFolder: string) => {
    const thrown = await loadLab(pathOrFolder).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(Failure);
    expect(thrown).toMatchObject({ kind: 'bad-input' });
    const { fr, en } = { fr: (thrown as Failure).sentence('fr'), en: (thrown as Failure).sentence('en') };
    expect(fr).not.toBe(en);
    return en;
  };

  it.each([
    ['nothing', { 'x.md': lab }, '/none.md', '/none.md does not exist: check the path.'],
    ['something below a file', { 'x.md': lab }, '/x.md/y', '/x.md/y does not exist: check the path.'],
    ['a folder without a post', { 'x.txt': 'x' }, '', ' holds no post: add a file index.md to it.'],
    ['a folder with several', { 'a.md': 'x', 'b.md': 'x' }, '', 'holds several posts (a.md, b.md): name one'],
    [
      'an empty post',
      { 'index.md': ' \n' },
      '',
      '/index.md is empty: give a Markdown post that holds a lab.',
    ],
    [
      'NUL bytes',
      { 'index.md': 'a\0b' },
      '',
      '/index.md is not UTF-8 text: give a Markdown post, saved as UTF-8.',
    ],
    ['other bytes', { 'index.md': Buffer.from([0x61, 0xe9, 0x61]) }, '', '/index.md is not UTF-8 text'],
    [
      '10 MB',
      { 'index.md': Buffer.alloc(10 * 1024 * 1024, 'a') },
      '',
      '/index.md has 10 MB, and a post 5 MB',
    ],
    ['another file', { 'x.png': 'x' }, '/x.png', '/x.png is not a post: give a .md or .markdown file'],
    ['a folder named as a post', { 'index.md/x': 'x' }, '', '/index.md is not a post'],
  ])('%s', async (_, files: Record<string, string | Buffer>, name, sentence) => {
    expect(await sentenceOf(folderOf(files) + name)).toContain(sentence);
  });

  it('a wrong sidecar', async () => {
    const folder = folderOf({ 'index.md': lab, 'lab.yml': 'version: 2' });
    expect(await sentenceOf(folder)).toBe(
      `${folder}/lab.yml:1:10: version does not fit; expected: 1; found: 2.`,
    );
  });
});

describe('finding a lab', () => {
  const cache = temporaryFolder();
  const labs = folderOf({ 'b/index.md': lab, 'a/index.md': lab, 'none/x.txt': '', 'file.md': lab });

  it('takes the name of a shipped lab, or a path', async () => {
    expect(await findLab('a', { labs, cache })).toEqual({ path: path.join(labs, 'a'), origin: 'folder' });
    const own = path.join(labs, 'file.md');
    expect(await findLab(own, { labs: '/nowhere', cache })).toEqual({ path: own, origin: 'post' });
  });

  it.each([
    ['c', labs, 'There is no lab “c”: give a path, or one of these labs: a, b.'],
    ['none', labs, 'There is no lab “none”: give a path, or one of these labs: a, b.'],
    ['a', '/nowhere', 'There is no lab “a”: give a path, or one of these labs: -.'],
  ])('names the labs there are: %s', async (name, folder, sentence) => {
    await expect(findLab(name, { labs: folder, cache })).rejects.toThrow(sentence);
  });
});
