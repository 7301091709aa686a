import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { cardOf, cardProgress, factsOf } from '../../../main/app/library/card';
import { firstLab, sourceIn } from '../../../main/app/library/first-lab';
import { openShelf, type Shelf } from '../../../main/app/library/shelf';
import { newProgress } from '../../../main/app/guide/progress';
import { Failure } from '../../../main/failure/failure';
import { loadLab } from '../../../main/labs/load';
import { silentLog } from '../../../main/log/log';
import { scratchFolder } from '../../helpers/scratch';
import { check, labOf, step } from '../guide/fakes';

let top: string;
let labs: string;

async function writePost(folder: string, title: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'index.md'), `---\ntitle: ${title}\nterms: 1\n---\n## Un\n`);
  return folder;
}

function shelf(): Promise<Shelf> {
  return openShelf({
    paths: { data: join(top, 'data'), labs },
    log: silentLog,
    load: async (source) => ({
      lab: await loadLab(source.startsWith('/') ? source : join(labs, source)),
      source,
    }),
  });
}

beforeEach(async () => {
  top = await scratchFolder();
  labs = join(top, 'labs');
  await writePost(join(labs, 'swarm-vue-d-ensemble'), 'Swarm');
});

describe('the shelf', () => {
  test('remembers what was opened from elsewhere, the newest first, and what was open last', async () => {
    const one = await writePost(join(top, 'un'), 'Un');
    const two = await writePost(join(top, 'deux'), 'Deux');
    const first = await shelf();
    for (const source of [one, two, one]) await first.note(await first.read(source));
    const again = await shelf();
    expect(again.remembered().map(({ source, facts }) => [source, facts.title])).toEqual([
      [one, 'Un'],
      [two, 'Deux'],
    ]);
    expect(again.last()).toBe(one);
    await again.forget(one);
    expect((await shelf()).remembered().map(({ source }) => source)).toEqual([two]);
    expect((await shelf()).last()).toBeUndefined();
  });

  test('a shipped lab is no opened one, and its progress file bears its name alone', async () => {
    const it = await shelf();
    const opened = await it.read('swarm-vue-d-ensemble');
    await it.note(opened);
    expect(opened.name).toBe('swarm-vue-d-ensemble');
    expect(it.remembered()).toEqual([]);
    expect(await it.shipped()).toEqual(['swarm-vue-d-ensemble']);
  });

  test('two labs of the same name from two places have a progress each', async () => {
    const it = await shelf();
    const names = await Promise.all(
      ['gauche', 'droite'].map(async (side) => {
        const opened = await it.read(await writePost(join(top, side, 'labo'), side));
        return opened.name;
      }),
    );
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^labo-[0-9a-f]{8}$/);
  });

  test('a file that is damaged, or cannot be written, is no reason not to open', async () => {
    await mkdir(join(top, 'data'));
    await writeFile(join(top, 'data', 'library.json'), '{"opened": 3}');
    const it = await shelf();
    expect(it.remembered()).toEqual([]);
    await it.note(await it.read(await writePost(join(top, 'un'), 'Un')));
    expect(JSON.parse(await readFile(join(top, 'data', 'library.json'), 'utf8'))).toMatchObject({
      opened: [{ facts: { title: 'Un' } }],
    });
  });
});

describe('the first lab', () => {
  test('is the one that was asked for, else the last one, else the Swarm lab', async () => {
    const own = await writePost(join(top, 'un'), 'Un');
    expect((await firstLab(await shelf(), undefined, silentLog)).lab.title).toBe('Swarm');
    expect((await firstLab(await shelf(), own, silentLog)).lab.title).toBe('Un');
    expect((await firstLab(await shelf(), undefined, silentLog)).lab.title).toBe('Un');
  });

  test('a last one that is gone gives way, one that was asked for is told', async () => {
    const it = await shelf();
    const own = await writePost(join(top, 'un'), 'Un');
    await it.note(await it.read(own));
    await writeFile(join(own, 'index.md'), '');
    expect((await firstLab(it, undefined, silentLog)).lab.title).toBe('Swarm');
    await expect(firstLab(it, own, silentLog)).rejects.toBeInstanceOf(Failure);
  });

  test('stands behind the program and its switches', () => {
    expect(sourceIn(['/opt/essaim', '--no-sandbox', '/labs/un.zip'], true)).toBe('/labs/un.zip');
    expect(sourceIn(['electron', '.', 'https://exemple.fr/un.md'], false)).toBe('https://exemple.fr/un.md');
    expect(sourceIn(['electron', '.', '--no-sandbox'], false)).toBeUndefined();
  });
});

test('a card counts the steps that were shown and are complete', () => {
  const lab = labOf([step('a'), step('b'), step('c')], { b: [check({ kind: 'nodes', managers: 1 })] });
  const progress = { ...newProgress(lab), visited: ['a', 'b'] };
  expect(cardProgress(progress, lab)?.done).toBe(1);
  const rest = {
    source: 'x',
    origin: 'opened' as const,
    isOpen: false,
    progress: undefined,
    failure: undefined,
  };
  expect(cardOf(factsOf(lab), rest)).toMatchObject({
    title: 'Essai',
    steps: 3,
    terminals: 3,
    level: undefined,
  });
});
