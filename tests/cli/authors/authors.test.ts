import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../main/failure/failure';
import { scratchFolder } from '../../helpers/scratch';
import { zipOf } from '../../labs/sources/zip';
import { here } from '../run-here';

const post = [
  '# One',
  '```.term1',
  'git clone https://github.com/a/b',
  '```',
  '{% x %}',
  '```.term4',
  'ls',
  '```',
];

async function writtenPost(): Promise<string> {
  const file = join(await scratchFolder(), 'lab.md');
  await writeFile(file, post.join('\n'));
  return file;
}

async function failureOf(run: Promise<number>): Promise<Failure> {
  const thrown = await run.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Failure);
  return thrown as Failure;
}

/** Images that are served, as an index without the archives, which nobody reads here. */
async function serving(serves: string[]): Promise<void> {
  const folder = process.env.ESSAIM_IMAGES ?? '';
  await mkdir(folder, { recursive: true });
  const image = { file: 'x.tar', reference: 'x:1', size: 0, sha256: createHash('sha256').digest('hex') };
  await writeFile(join(folder, 'images.json'), JSON.stringify({ node: image, gateway: image, serves }));
}

describe('essaim inspect', () => {
  it('shows every warning with its line, by kind', async () => {
    const { essaim, written } = await here();
    const file = await writtenPost();
    expect(await essaim('inspect', file)).toBe(3);
    const at = (line: number) => expect.stringContaining(`${file}:${line}: `) as string;
    const lines = written.printed.trimEnd().split('\n');
    expect(lines.slice(lines.indexOf('To be corrected, the lab cannot be played like this:'))).toEqual([
      'To be corrected, the lab cannot be played like this:',
      at(6),
      'Does not play or look as written:',
      at(1),
      at(5),
      'Will be missing offline:',
      at(3),
    ]);
  });

  it('has them as data', async () => {
    const { essaim, written } = await here();
    expect(await essaim('inspect', '--json', await writtenPost())).toBe(3);
    const { warnings } = JSON.parse(written.printed) as { warnings: Record<string, unknown>[] };
    expect(warnings.map(({ line, breaks, offline }) => [line, breaks, offline])).toEqual([
      [1, false, false],
      [3, false, true],
      [5, false, false],
      [6, true, false],
    ]);
  });

  it('knows the images that are served', async () => {
    const { essaim, written } = await here();
    await serving(['instavote/vote:latest']);
    const file = join(await scratchFolder(), 'lab.md');
    await writeFile(file, '```.term1\ndocker run instavote/vote\ndocker run nginx\n```\n');
    expect(await essaim('inspect', file)).toBe(0);
    expect(written.printed).toContain(`${file}:3: The image nginx is neither served by Essaim nor in a pack`);
    expect(written.printed).not.toContain(`${file}:2:`);
  });

  it('says that there is none', async () => {
    const { essaim, written } = await here();
    expect(await essaim('inspect', 'swarm-vue-d-ensemble')).toBe(0);
    expect(written.printed).toContain('No warning.');
  });

  it('takes a zip', async () => {
    const { essaim, written } = await here();
    const file = join(await scratchFolder(), 'lab.zip');
    await writeFile(file, zipOf([{ name: 'index.md', content: '# Zipped' }]));
    expect(await essaim('inspect', `file://${file}`)).toBe(0);
    expect(written.printed).toContain('Zipped');
  });
});

describe('a source that is no lab', () => {
  it.each([
    ['http://example.com/a.md', /opens no http address/],
    ['https://127.0.0.1:1/a.md', /127\.0\.0\.1:1 does not answer/],
    ['file:///nowhere.zip', /\/nowhere\.zip does not exist/],
    ['/nowhere.zip', /There is no lab “\/nowhere\.zip”/],
  ])('%s is told in a sentence by every command that takes one', async (source, sentence) => {
    const { essaim } = await here();
    const commands = [['inspect'], ['rehearse'], ['rehearse', '--watch'], ['up']];
    const save = ['checkpoint', 'save', 'x', '--step', 'y', '--lab'];
    for (const words of [...commands, save]) {
      const failure = await failureOf(essaim(...words, source));
      expect(failure.kind).toBe('bad-input');
      expect(failure.sentence('en')).toMatch(sentence);
    }
  });

  it('cannot be watched where it is not on this machine as it is written', async () => {
    const { essaim } = await here();
    const file = join(await scratchFolder(), 'lab.zip');
    await writeFile(file, zipOf([{ name: 'index.md', content: '# Zipped' }]));
    const failure = await failureOf(essaim('rehearse', '--watch', file));
    expect(failure.kind).toBe('usage');
    expect(failure.sentence('en')).toContain('--watch follows the files of a folder or post');
  });
});

describe('essaim new', () => {
  it.each(['fr', 'en'])('makes a lab (%s) without a warning, offline or otherwise', async (lang) => {
    const { essaim, written } = await here();
    await serving(['instavote/vote:latest']);
    const folder = join(await scratchFolder(), 'a', 'lab');
    expect(await essaim('--lang', lang, 'new', folder)).toBe(0);
    expect((await readdir(folder)).sort()).toEqual(['images', 'index.md', 'lab.schema.json', 'lab.yml']);
    expect(JSON.parse(await readFile(join(folder, 'lab.schema.json'), 'utf8'))).toHaveProperty('$schema');
    expect(await essaim('inspect', folder)).toBe(0);
    expect(written.printed).toContain('No warning.');
  });

  it('takes an empty folder, and refuses one that is not, or a file', async () => {
    const { essaim } = await here();
    const folder = await scratchFolder();
    expect(await essaim('new', folder)).toBe(0);
    const full = await failureOf(essaim('new', folder));
    expect(full.kind).toBe('bad-input');
    expect(full.sentence('en')).toBe(`The folder ${folder} is not empty: give a new one.`);
    const file = await failureOf(essaim('new', join(folder, 'index.md')));
    expect(file.sentence('en')).toContain('index.md is a file');
    const below = await failureOf(essaim('new', join(folder, 'index.md', 'lab')));
    expect(below.sentence('en')).toContain('is a file');
  });
});
