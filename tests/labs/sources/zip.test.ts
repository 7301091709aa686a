import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../main/failure/failure';
import { loadLab } from '../../../main/labs/load';
import { openSource } from '../../../main/labs/sources/open-source';
import { zipLimits } from '../../../main/labs/sources/unpack';
import { post, temporaryFolder } from '../written';
import { type ZipEntry, zipOf } from './zip';

function written(bytes: Buffer | string, name = 'my-lab.zip'): { file: string; cache: string } {
  const folder = temporaryFolder();
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return { file, cache: join(folder, 'cache') };
}

const lab: ZipEntry = { name: 'index.md', content: post('![x](/images/x.svg)'), isPacked: true };
const image: ZipEntry = { name: 'images/x.svg', content: '<svg/>' };

describe('a zip', () => {
  it('is a lab, with its images, named as the zip', async () => {
    const { file, cache } = written(zipOf([lab, image, { name: '__MACOSX/index.md', content: 'x' }]));
    const opened = await openSource(file, { cache });
    expect(opened.origin).toBe('zip');
    expect(opened.path.startsWith(cache)).toBe(true);
    expect(await loadLab(opened.path)).toMatchObject({ id: 'my-lab', title: 'Lab', warnings: [] });
  });

  it('with one folder is that folder', async () => {
    const inside = [lab, image].map((entry) => ({ ...entry, name: `swarm/${entry.name}` }));
    const { file, cache } = written(zipOf([{ name: 'swarm/', mode: 0o040755 }, ...inside]));
    const { path } = await openSource(file, { cache });
    expect(await loadLab(path)).toMatchObject({ id: 'swarm', warnings: [] });
  });

  it('is known by its content, whatever its name, or by a file’s address', async () => {
    const { file, cache } = written(zipOf([lab]), 'downloaded');
    const { path, origin } = await openSource(`file://${file}`, { cache });
    expect(origin).toBe('zip');
    expect(await readFile(join(path, 'index.md'), 'utf8')).toBe(lab.content);
  });

  it('is unpacked once; what is unfinished or was not used for long goes', async () => {
    const { file, cache } = written(zipOf([lab]));
    const { path } = await openSource(file, { cache });
    writeFileSync(join(path, 'mark'), '');
    expect(existsSync(join((await openSource(file, { cache })).path, 'mark'))).toBe(true);
    const [old = ''] = readdirSync(join(cache, 'labs'));
    utimesSync(join(cache, 'labs', old), 0, 0);
    const other = written(zipOf([lab, image]));
    await openSource(other.file, { cache });
    expect(readdirSync(join(cache, 'labs'))).toHaveLength(1);
    expect(readdirSync(join(cache, 'labs'))).not.toContain(old);
  });
});

describe('a zip that is no lab', () => {
  const big = Buffer.alloc(1000);
  it.each<[string, Buffer | string, RegExp]>([
    ['text', 'not a zip', /my-lab\.zip is not a zip that can be read/],
    ['cut short', zipOf([lab, image]).subarray(0, 80), /is not a zip that can be read/],
    ['with nothing in it', zipOf([]), /is an empty zip/],
    ['without a post', zipOf([image]), /my-lab\.zip holds no post/],
    ['with several posts', zipOf([{ name: 'a.md' }, { name: 'b.md' }]), /my-lab\.zip holds several posts/],
    [
      'that leads out',
      zipOf([lab, { name: '../evil.md', content: 'x' }]),
      /outside of its folder \(\.\.\/evil/,
    ],
    ['that leads out within', zipOf([{ name: 'a/../../evil.md' }]), /outside of its folder/],
    ['that leads out by backslashes', zipOf([{ name: '..\\evil.md' }]), /outside of its folder/],
    ['with an absolute path', zipOf([{ name: '/tmp/evil.md' }]), /outside of its folder \(\/tmp\/evil/],
    ['with a drive', zipOf([{ name: 'C:/evil.md' }]), /outside of its folder/],
    ['with a control character', zipOf([{ name: 'a\u0001.md' }]), /outside of its folder/],
    [
      'with a link',
      zipOf([{ name: 'index.md', content: '/etc/passwd', mode: 0o120777 }]),
      /a link or special/,
    ],
    ['with a device', zipOf([{ name: 'index.md', mode: 0o020666 }]), /a link or special/],
    ['with a password', zipOf([{ ...lab, isEncrypted: true }]), /protected by a password/],
    ['with a huge file', zipOf([{ ...lab, claimed: zipLimits.file + 1 }]), /a file of more than 64 MB/],
    [
      'with huge content',
      zipOf(
        Array.from({ length: 5 }, (_, at) => ({
          name: `${at}`,
          content: big,
          isPacked: true,
          claimed: zipLimits.file,
        })),
      ),
      /more than 256 MB once unpacked/,
    ],
    [
      'that claims less than it holds',
      zipOf([{ ...lab, content: big, claimed: 10 }]),
      /not a zip that can be read/,
    ],
    [
      'with too many files',
      zipOf(Array.from({ length: zipLimits.entries + 1 }, (_, at) => ({ name: `${at}` }))),
      /holds 2001 files/,
    ],
    ['with a name twice', zipOf([lab, lab]), /is not a zip that can be read/],
    [
      'with a file that is a folder, too',
      zipOf([{ name: 'a' }, { name: 'a/b' }]),
      /not a zip that can be read/,
    ],
  ])('%s', async (_, bytes, sentence) => {
    const { file, cache } = written(bytes);
    const thrown = await openSource(file, { cache }).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(Failure);
    expect(thrown).toMatchObject({ kind: 'bad-input' });
    expect((thrown as Failure).sentence('en')).toMatch(sentence);
    expect((thrown as Failure).sentence('fr')).not.toBe((thrown as Failure).sentence('en'));
    // Nothing half-way, and nothing outside.
    const left = existsSync(join(cache, 'labs')) ? readdirSync(join(cache, 'labs')) : [];
    expect(left.filter((name) => name.startsWith('.part'))).toEqual([]);
    expect(existsSync(join(cache, 'labs', 'evil.md')) || existsSync(join(cache, 'evil.md'))).toBe(false);
  });

  it('is not there', async () => {
    await expect(openSource('/nowhere.zip', { cache: '/nowhere' })).rejects.toThrow('does not exist');
  });
});
