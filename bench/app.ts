// What the app costs on top of what it is made of: a window, idling, a flood and a key's echo, up to the screen.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { Page } from 'playwright-core';
import { labels } from '../main/cluster/labels';
import { electronFolder } from '../scripts/electron.mjs';
import { type RunningApp, startApp } from '../tests/helpers/app/app';
import { waitUntilUp } from '../tests/helpers/app/lab';
import { processesOf } from '../tests/helpers/processes';
import { makeBareElectron } from './bare-electron';
import { figure, type Figure, measure, type Measure, median, type Rounds } from './figure';

/** Rounds of which the median counts. */
const ROUNDS = 3;
/** Bytes that a terminal prints. */
const FLOOD = 100_000_000;
/** Keys of one round. */
const KEYS = 60;
/** Seconds for which the processor's share is measured, after as many of rest. */
const IDLE = 10;

interface Engine {
  socket: string;
  docker: Docker;
}

export async function benchApp({
  socket,
  docker,
}: Engine): Promise<{ figures: Figure[]; measures: Measure[] }> {
  const scratch = await mkdtemp(join(tmpdir(), 'essaim-bench-app-'));
  try {
    const other = {
      path: await makeBareElectron(electronFolder().folder, join(scratch, 'electron')),
      address: 'file://',
    };
    const bare = await startApp({ other });
    const app = await startApp({
      settings: { engine: 'docker', onQuit: 'remove' },
      environment: { DOCKER_HOST: `unix://${socket}` },
    });
    try {
      await waitUntilUp(app);
      const words = await bareShell(docker);
      await prepare(bare.page, words, socket);
      const figures = [
        ...(await idle(app, bare)),
        await flood(app.page, bare.page),
        ...(await echoes(app.page, bare.page, 'key echo to the screen')),
        ...(await besideFlood(app.page, bare.page)),
      ];
      await app.quit();
      await bare.kill9();
      const windows = await visible(other);
      return { figures: [windows, ...figures], measures: [await ready()] };
    } finally {
      await app.dispose();
      await bare.dispose();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Milliseconds from the process's start to its first paint. */
async function painted(start: () => Promise<RunningApp>): Promise<number> {
  const begun = Date.now();
  const app = await start();
  const paint = `new Promise((resolve) => {
    const look = () => {
      const [first] = performance.getEntriesByName('first-paint');
      if (first) resolve(performance.timeOrigin + first.startTime); else requestAnimationFrame(look);
    };
    look();
  })`;
  const at = await app.page.evaluate<number>(paint);
  await app.kill9();
  await app.dispose();
  return at - begun;
}

async function visible(other: { path: string; address: string }): Promise<Figure> {
  const rounds: Rounds = { ours: [], bare: [] };
  const nowhere = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.ours.push(await painted(() => startApp({ settings: { engine: 'docker' }, environment: nowhere })));
    rounds.bare.push(await painted(() => startApp({ other })));
  }
  return figure('window visible', 'ms', rounds, { atMost: 2 });
}

/** Seconds from the process's start to three prompts, on our own engine, its snapshot unpacked before. */
async function ready(): Promise<Measure> {
  const app = await startApp({ settings: { engine: 'embedded', onQuit: 'remove' } });
  try {
    await waitUntilUp(app);
    await app.quit();
    const begun = performance.now();
    await app.start();
    await waitUntilUp(app);
    const seconds = (performance.now() - begun) / 1000;
    await app.quit();
    return measure('app ready: three prompts on the embedded engine', 's', seconds, 10);
  } finally {
    await app.dispose();
  }
}

async function idle(app: RunningApp, bare: RunningApp): Promise<Figure[]> {
  await sleep(IDLE * 1000);
  const before = [await ticksOf(app.top), await ticksOf(bare.top)];
  await sleep(IDLE * 1000);
  const after = [await ticksOf(app.top), await ticksOf(bare.top)];
  // 100 ticks a second; and half a percent is what a bare window takes where nothing at all is measured.
  const share = (index: number): number => Math.max(0.5, ((after[index] ?? 0) - (before[index] ?? 0)) / IDLE);
  const cpu = { ours: [share(0)], bare: [share(1)] };
  const memory = { ours: [await megabytesOf(app.top)], bare: [await megabytesOf(bare.top)] };
  return [
    figure('processor while the lab is up and nobody does anything', '% of a core', cpu, { atMost: 10 }),
    figure('memory with the lab up', 'MB', memory, { atMost: 2 }),
  ];
}

/** Our own processes: the machine is an engine, and bare Electron has none. */
async function own(top: string): Promise<number[]> {
  const all = await processesOf(top);
  const words = await Promise.all(all.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return all.filter((_, index) => !words[index]?.includes('qemu-system'));
}

async function ticksOf(top: string): Promise<number> {
  const all = await Promise.all(
    (await own(top)).map(async (pid) => {
      const fields =
        (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).split(') ')[1]?.split(' ') ?? [];
      return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
    }),
  );
  return all.reduce((sum, each) => sum + each, 0);
}

/** Memory that would be free without them: what processes share counts once. */
async function megabytesOf(top: string): Promise<number> {
  const all = await Promise.all(
    (await own(top)).map(async (pid) => {
      const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
      return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1000;
    }),
  );
  return all.reduce((sum, each) => sum + each, 0);
}

/** What a person without Essaim types: the docker command, a terminal on each end. */
async function bareShell(docker: Docker): Promise<string[]> {
  const [node] = await docker.listContainers({ filters: { label: [`${labels.node}=node1`] } });
  if (!node) throw new Error('there is no node1');
  return ['docker', 'exec', '-it', '-w', '/root', node.Id, 'bash', '--norc'];
}

/** Gives both pages the same few words: what is on the first terminal's screen, typing there, and waiting for a text. */
async function prepare(bare: Page, words: string[], socket: string): Promise<void> {
  await bare.evaluate(`{
    const environment = { DOCKER_HOST: 'unix://${socket}' };
    for (const name of ['first', 'second']) {
      window[name] = open('panes-' + name);
      window[name + 'Shell'] = connect(window[name], ${JSON.stringify(words)}, environment);
    }
  }`);
  await sleep(1500);
}

/** The terminal's rows and its keyboard, in the app's page and in the bare one. */
const places = {
  ours: { rows: '#panes-node1 .xterm-rows', second: '#panes-node2' },
  bare: { rows: '#panes-first .xterm-rows', second: '#panes-second' },
};

/** Types as the browser does where a key makes a letter; Enter is a key of its own. */
const typing = `(rows, text) => {
  const area = rows.closest('.xterm').querySelector('textarea');
  area.focus();
  for (const key of text) {
    if (key === '\\r') area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true }));
    else area.dispatchEvent(new InputEvent('input', { data: key, inputType: 'insertText', bubbles: true }));
  }
}`;

/** Milliseconds from typing until the screen has the text. */
function timed(page: Page, rows: string, text: string, expected: string): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve, reject) => {
    const rows = document.querySelector(${JSON.stringify(rows)});
    const begun = performance.now();
    const look = () => {
      if (!rows.textContent.replaceAll('\\u00a0', ' ').includes(${JSON.stringify(expected)})) return false;
      seen.disconnect();
      resolve(performance.now() - begun);
      return true;
    };
    const seen = new MutationObserver(look);
    seen.observe(rows, { childList: true, subtree: true, characterData: true });
    setTimeout(() => { seen.disconnect(); reject(new Error(rows.textContent)); }, 90_000);
    (${typing})(rows, ${JSON.stringify(text)});
    look();
  })`);
}

/** 100 MB, against an xterm that is fed from memory. */
async function flood(ours: Page, bare: Page): Promise<Figure> {
  const command = `clear; yes ${'x'.repeat(99)} | head -c ${FLOOD}; echo over-$((6 * 7))\r`;
  const taken = await timed(ours, places.ours.rows, command, 'over-42');
  const fed = await bare.evaluate<number>(`new Promise((resolve) => {
    const part = ('x'.repeat(99) + '\\r\\n').repeat(640);
    const begun = performance.now();
    let left = ${FLOOD};
    const feed = () => {
      if (left <= 0) return requestAnimationFrame(() => resolve(performance.now() - begun));
      left -= part.length;
      first.write(part, feed);
    };
    feed();
  })`);
  const speed = (milliseconds: number): number => FLOOD / 1e3 / milliseconds;
  const rounds = { ours: [speed(taken)], bare: [speed(fed)] };
  return figure('100 MB to the screen (bare: xterm fed from memory)', 'MB/s', rounds, { atLeast: 0.5 });
}

async function echoes(ours: Page, bare: Page, name: string): Promise<Figure[]> {
  const p50: Rounds = { ours: [], bare: [] };
  const p95: Rounds = { ours: [], bare: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const which of ['ours', 'bare'] as const) {
      const keys = await echo(
        which === 'ours' ? ours : bare,
        places[which].rows,
        `mark${round}${name.length}`,
      );
      p50[which].push(percentile(keys, 0.5));
      p95[which].push(percentile(keys, 0.95));
    }
  }
  return [
    figure(`${name}, median`, 'ms', p50, { atMost: 1.5 }),
    figure(`${name}, 95th percentile`, 'ms', p95, { atMost: 1.5 }),
  ];
}

/** Milliseconds of each key of one line. */
async function echo(page: Page, rows: string, mark: string): Promise<number[]> {
  await timed(page, rows, `clear; echo ${mark}-$((1 + 1))\r`, `${mark}-2`);
  const taken: number[] = [];
  for (let key = 1; key <= KEYS; key += 1) taken.push(await timed(page, rows, 'z', 'z'.repeat(key)));
  // Ctrl+U: the shell forgets the line.
  await page.evaluate(`(${typing})(document.querySelector(${JSON.stringify(rows)}), '\\u0015')`);
  // The first one waits for the prompt.
  return taken.slice(1);
}

/** The same while the second terminal prints as fast as it can. */
async function besideFlood(ours: Page, bare: Page): Promise<Figure[]> {
  const type = (page: Page, place: string, text: string): Promise<void> =>
    page.evaluate(`(${typing})(document.querySelector('${place} .xterm-rows'), ${JSON.stringify(text)})`);
  await type(ours, places.ours.second, 'yes\r');
  await type(bare, places.bare.second, 'yes\r');
  const figures = await echoes(ours, bare, 'key echo beside a flood');
  await type(ours, places.ours.second, '\u0003');
  await bare.evaluate('secondShell.kill()');
  return figures;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? median(sorted);
}
