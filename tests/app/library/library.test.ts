import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Events, LabCard, Preview } from '../../../preload/contract';
import { createGuides, type Guides } from '../../../main/app/guide/guides';
import type { Tell } from '../../../main/app/ipc';
import { createLibrary, type Library } from '../../../main/app/library/library';
import { type Opened, openShelf } from '../../../main/app/library/shelf';
import { loadLab } from '../../../main/labs/load';
import { silentLog } from '../../../main/log/log';
import { scratchFolder } from '../../helpers/scratch';
import { fakeKeeper, fresh } from '../guide/fakes';

let top: string;
let done: string[];
let told: [string, unknown][];
let opened: Opened;
let guides: Guides;
let library: Library;
let keeper: ReturnType<typeof fakeKeeper>;
/** What the learner answers in the system's dialogs. */
let answer: string | undefined;
/** What comes of a start. */
let onStart: () => void;

async function writePost(name: string, terms: number, body = '## Un\n\n## Deux\n'): Promise<string> {
  const folder = join(top, name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'index.md'), `---\ntitle: ${name}\nterms: ${terms}\n---\n${body}`);
  return folder;
}

/** What was told last. */
function last<E extends keyof Events['library']>(event: E): Events['library'][E] | undefined {
  return told.filter(([name]) => name === `library.${event}`).at(-1)?.[1] as Events['library'][E] | undefined;
}

beforeEach(async () => {
  top = await scratchFolder();
  [done, told, answer, onStart] = [[], [], undefined, () => undefined];
  await writePost('labs/premier', 3);
  keeper = fakeKeeper({ kind: 'yes' }, [{}, {}, {}]);
  const note = (what: string) => () => {
    done.push(what);
    return Promise.resolve();
  };
  const tell: Tell = (noun, event, what) => void told.push([`${noun}.${String(event)}`, what]);
  const askFile = {
    save: () => Promise.resolve(answer),
    open: () => Promise.resolve(answer),
    folder: () => Promise.resolve(answer),
  };
  const common = { tell, language: () => 'fr' as const, log: silentLog, askFile };
  const terminals = { main: () => Promise.reject(new Error('none')), followLab: note('followLab') };
  const shelf = await openShelf({
    paths: { data: join(top, 'data'), labs: join(top, 'labs') },
    log: silentLog,
    load: async (source) => ({
      lab: await loadLab(source.startsWith('/') ? source : join(top, 'labs', source)),
      source,
    }),
  });
  guides = createGuides({
    keeper,
    terminals,
    paths: { data: join(top, 'data'), labs: join(top, 'labs') },
    ...common,
    printTo: note('print'),
  });
  opened = await shelf.read('premier');
  await guides.open(opened.lab, opened.name);
  library = createLibrary({
    ...{ shelf, guides, terminals, ...common },
    open: { get: () => opened, set: (next) => (opened = next) },
    keeper: {
      live: () => keeper.live(),
      start: () => {
        onStart();
        return note('start')();
      },
      stop: note('stop'),
      reset: note('reset'),
    },
    progressFolder: join(top, 'data', 'progress'),
  });
});

function cards(): Promise<LabCard[]> {
  return Promise.resolve(library.calls.list());
}

describe('the list', () => {
  test('has what ships with Essaim, and what was opened, with the progress of each', async () => {
    const own = await writePost('mien', 2);
    await library.calls.open(own, 'keep');
    await guides.calls.show('deux');
    expect(await cards()).toMatchObject([
      { source: 'premier', origin: 'shipped', isOpen: false, terminals: 3, steps: 2 },
      { source: own, origin: 'opened', isOpen: true, title: 'mien', progress: { done: 2 } },
    ]);
    await vi.waitFor(() =>
      expect(last('changed')?.map(({ title }) => title)).toEqual(['labs/premier', 'mien']),
    );
  });

  test('says of a lab that is gone why it cannot be opened, until it is taken off', async () => {
    const own = await writePost('mien', 2);
    await library.calls.open(own, 'keep');
    await library.calls.open('premier', 'keep');
    await writeFile(join(own, 'index.md'), '');
    expect((await cards())[1]).toMatchObject({ title: 'mien', failure: { text: 'labs:empty' } });
    await expect(library.calls.open(own, 'keep')).rejects.toMatchObject({ text: 'labs:empty' });
    expect(opened.source).toBe('premier');
    await library.calls.forget(own);
    expect((await cards()).map(({ source }) => source)).toEqual(['premier']);
  });
});

describe('the nodes', () => {
  test.each([
    ['start where no cluster is up', 2, 'keep', false, ['start']],
    ['stay where that is wanted and they suffice', 2, 'keep', true, []],
    ['are made as new where that is wanted', 3, 'new', true, ['reset']],
    ['are made anew where the lab needs more', 5, 'keep', true, ['stop', 'start']],
    ['are made anew where new ones of another number are wanted', 2, 'new', true, ['stop', 'start']],
    [
      'are made anew where those that were starting are too few',
      5,
      'keep',
      'starting',
      ['start', 'stop', 'start'],
    ],
    ['are not needed for a page', 0, 'new', false, []],
  ] as const)('%s', async (_, terms, nodes, isUp, expected) => {
    if (isUp === true) keeper.setLive(fresh);
    if (isUp === 'starting') onStart = () => keeper.setLive(fresh);
    await library.calls.open(await writePost('autre', terms), nodes);
    await vi.waitFor(() => expect(done.filter((what) => what !== 'followLab')).toEqual(expected));
  });
});

test('the window is told of the lab with its own progress, and gets the other’s back with it', async () => {
  await guides.calls.show('deux');
  const own = await writePost('mien', 2);
  await library.calls.open(own, 'keep');
  expect(told.filter(([name]) => name === 'guide.lab').at(-1)?.[1]).toMatchObject({
    lab: { title: 'mien' },
    progress: { current: 'un' },
  });
  await library.calls.open('premier', 'keep');
  expect(guides.current().progress()).toMatchObject({ lab: 'premier', current: 'deux' });
});

test('what is chosen in the system’s dialog is given, and nothing where it is closed', async () => {
  expect(await library.calls.choose('file')).toBeUndefined();
  answer = '/labs/un.zip';
  expect(await library.calls.choose('file')).toBe('/labs/un.zip');
  expect(await library.calls.choose('folder')).toBe('/labs/un.zip');
});

describe('the preview', () => {
  const state = (): Preview => library.preview();

  test('follows what is saved, keeps the step, and says what is wrong until it is mended', async () => {
    const own = await writePost('mien', 2);
    await library.calls.open(own, 'keep');
    await guides.calls.show('deux');
    await library.calls.follow(true);
    expect(state()).toMatchObject({ kind: 'following', failure: undefined });
    // As long as it takes to look at the files once.
    await sleep(500);
    await writePost('mien', 2, '## Un\n\nNouveau.\n\n## Deux\n\n## Trois\n');
    await vi.waitFor(() => expect(opened.lab.steps).toHaveLength(3), 5_000);
    expect(guides.current().progress().current).toBe('deux');
    await writeFile(join(own, 'lab.yml'), 'version: 2\n');
    await vi.waitFor(() => expect(state()).toMatchObject({ failure: { text: 'labs:sidecarValue' } }), 5_000);
    expect(opened.lab.steps).toHaveLength(3);
    await writeFile(join(own, 'lab.yml'), 'version: 1\nminutes: 5\n');
    await vi.waitFor(() => expect(opened.lab.sidecar?.minutes).toBe(5), 5_000);
    await vi.waitFor(() => expect(state()).toMatchObject({ kind: 'following', failure: undefined }));
    await library.calls.follow(false);
    expect(state()).toEqual({ kind: 'off' });
  });

  test('ends when another lab is opened', async () => {
    await library.calls.open(await writePost('mien', 2), 'keep');
    await library.calls.follow(true);
    await library.calls.open('premier', 'keep');
    expect(state()).toEqual({ kind: 'off' });
  });
});
