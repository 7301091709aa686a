import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { mostSaved, type Saved, savedList } from '../../../main/labs/checkpoints/saved-list';
import { scratchFolder } from '../../helpers/scratch';

let file: string;
beforeEach(async () => {
  file = join(await scratchFolder(), 'checkpoints', 'labo.json');
});

function saved(name: string, step = 'creation'): Saved {
  return { name, savedAt: '2026-01-02T03:04:05.678Z', step: { lab: 'swarm-vue-d-ensemble', step } };
}

async function namesIn(path: string): Promise<string[]> {
  return (await savedList(path).read()).map(({ name }) => name);
}

describe('the list', () => {
  it('is empty where there is no file, and no file is made by looking', async () => {
    expect(await savedList(file).read()).toEqual([]);
    await expect(stat(dirname(file))).rejects.toThrow('ENOENT');
  });

  it('is JSON on disk, oldest first, and read back by another', async () => {
    const list = savedList(file);
    await list.add(saved('un'));
    await list.add(saved('deux', 'services'));
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual([saved('un'), saved('deux', 'services')]);
    expect(await savedList(file).read()).toEqual([saved('un'), saved('deux', 'services')]);
  });

  it('has each name once: the newer one, at the end', async () => {
    const list = savedList(file);
    for (const each of [saved('un'), saved('deux'), saved('un', 'services')]) await list.add(each);
    expect(await list.read()).toEqual([saved('deux'), saved('un', 'services')]);
  });

  it('drops the oldest above its bound', async () => {
    const list = savedList(file);
    for (let index = 1; index <= mostSaved + 2; index++) await list.add(saved(String(index)));
    const names = await namesIn(file);
    expect(names).toHaveLength(mostSaved);
    expect([names[0], names.at(-1)]).toEqual(['3', String(mostSaved + 2)]);
    // A name that is there already takes nobody's place.
    await list.add(saved('3'));
    expect(await namesIn(file)).toEqual([...names.slice(1), '3']);
  });

  it('loses none of several that are saved at once, and leaves no other file', async () => {
    const list = savedList(file);
    const names = Array.from({ length: 20 }, (_, index) => `n${index}`);
    await Promise.all(names.map((name) => list.add(saved(name))));
    expect(await namesIn(file)).toEqual(names);
    expect(await readdir(dirname(file))).toEqual(['labo.json']);
  });
});

describe('a file that is damaged', () => {
  const whole = JSON.stringify([saved('un')]);

  it.each([
    ['empty', ''],
    ['cut short', whole.slice(0, -10)],
    ['no list', JSON.stringify(saved('un'))],
    ['of something else', '[1]'],
    ['without its step', JSON.stringify([{ ...saved('un'), step: undefined }])],
    ['with a time that is none', whole.replace('2026-01-02', '2026-99-99')],
  ])('because it is %s is named, and left as it is', async (_title, text) => {
    await mkdir(dirname(file));
    await writeFile(file, text);
    const failure = { kind: 'bad-input', text: 'checkpoints:damaged', values: { file } };
    const list = savedList(file);
    await expect(list.read()).rejects.toMatchObject(failure);
    await expect(list.add(saved('deux'))).rejects.toMatchObject(failure);
    expect(await readFile(file, 'utf8')).toBe(text);
    // What was refused is not in the way of what comes after it.
    await writeFile(file, whole);
    await list.add(saved('deux'));
    expect(await namesIn(file)).toEqual(['un', 'deux']);
  });
});

it('a list that cannot be written says where and why', async () => {
  await symlink('/nowhere/at/all', dirname(file));
  await expect(savedList(file).add(saved('un'))).rejects.toMatchObject({
    kind: 'bad-input',
    text: 'checkpoints:unwritable',
    values: { file, reason: expect.stringMatching(/^E[A-Z]+$/) as string },
  });
});
