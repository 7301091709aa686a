import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { newProgress } from '../../../main/app/guide/progress';
import { exportProgress, importProgress } from '../../../main/app/guide/progress-exchange';
import { scratchFolder } from '../../helpers/scratch';
import { check, labOf, step } from './fakes';

const lab = labOf([step('a'), step('b')], { a: [check({ kind: 'nodes', managers: 1 })] });
const progress = { ...newProgress(lab), current: 'b', visited: ['a', 'b'], times: { a: 61 } };
let file: string;

beforeEach(async () => {
  file = join(await scratchFolder(), 'progression.json');
});

test('what was exported is imported as it was', async () => {
  await exportProgress(file, progress, lab);
  expect(await importProgress(file, lab)).toEqual(progress);
});

test('a folder that is not there is said', async () => {
  await expect(exportProgress('/nulle/part.json', progress, lab)).rejects.toMatchObject({
    kind: 'bad-input',
    text: 'library:unwritable',
  });
});

test.each([
  ['nothing', '', 'library:notProgress'],
  ['no JSON', '{', 'library:notProgress'],
  ['other JSON', '{"essaim":"progress"}', 'library:notProgress'],
])('a file with %s is refused', async (_, text, key) => {
  await writeFile(file, text);
  await expect(importProgress(file, lab)).rejects.toMatchObject({ kind: 'bad-input', text: key });
});

test('so are a missing file, a folder, and one of three megabytes', async () => {
  await expect(importProgress(file, lab)).rejects.toMatchObject({ text: 'library:unreadable' });
  await mkdir(file);
  await expect(importProgress(file, lab)).rejects.toMatchObject({ text: 'library:unreadable' });
  const large = `${file}.large`;
  await writeFile(large, 'x'.repeat(3_000_000));
  await expect(importProgress(large, lab)).rejects.toMatchObject({ text: 'library:notProgress' });
});

test('the progress of another lab, or of another version of it, is not taken for this one’s', async () => {
  await exportProgress(file, progress, lab);
  await expect(importProgress(file, { ...lab, id: 'autre' })).rejects.toMatchObject({
    text: 'library:progressOfOther',
  });
  const changed = labOf([step('a'), step('c')], {});
  await expect(importProgress(file, changed)).rejects.toMatchObject({ text: 'library:progressOfVersion' });
});

test('steps that a file makes up are not taken over', async () => {
  await exportProgress(file, progress, lab);
  const written = JSON.parse(await readFile(file, 'utf8')) as { progress: Record<string, unknown> };
  written.progress.current = 'nowhere';
  written.progress.visited = ['a', 'nowhere'];
  await writeFile(file, JSON.stringify(written));
  expect(await importProgress(file, lab)).toMatchObject({ current: 'a', visited: ['a'] });
});
