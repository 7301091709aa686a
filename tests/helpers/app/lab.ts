// A learner who follows the lab in the window: clicks what is there to click, reads marks and ticks, goes on.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { type TextKey, translator } from '../../../main/i18n/i18n';
import type { Answer, AppState, Phase } from '../../../preload/contract';
import type { RunningApp } from './app';

/** The window's texts, in the language of these tests. */
export const say = translator('fr');

/** Milliseconds until a lab is up: a packed ready snapshot is unpacked first, or the machine boots cold. */
const upPatience = 150_000;
/** Milliseconds for one command of the lab: six replicas on an emulated machine, or a rolling update. */
const commandPatience = 150_000;
/** Milliseconds for the cluster to reach what a step asks for. */
const checkPatience = 90_000;

export type Kind = Phase['kind'];

export async function phaseOf(page: Page): Promise<Phase> {
  const answer = await page.evaluate<Answer<AppState>>('window.essaim.app.state()');
  if (!answer.ok) throw new Error(answer.failure.cause);
  return answer.value.phase;
}

/** Waits for one of these phases, and fails at once where the lab has failed. */
export async function waitForPhase(app: RunningApp, ...kinds: Kind[]): Promise<Phase> {
  const deadline = Date.now() + upPatience;
  for (;;) {
    const phase = await phaseOf(app.page);
    if (kinds.includes(phase.kind)) return phase;
    if (phase.kind === 'down' && phase.failure)
      throw new Error(`the lab failed: ${JSON.stringify(phase.failure)}`);
    if (Date.now() > deadline) throw new Error(`the lab is ${phase.kind}, not ${kinds.join(' or ')}`);
    await sleep(100);
  }
}

/** The lab is up and its three terminals have their prompts. */
export async function waitUntilUp(app: RunningApp): Promise<void> {
  await waitForPhase(app, 'up');
  for (const number of [1, 2, 3]) await waitForScreen(app.page, number, /^\[node\d\].*#$/m);
}

/** What the terminal of that node shows, line by line. */
export async function screenOf(page: Page, number: number): Promise<string> {
  const rows = page.locator(`#panes-node${number} .panes-screen:not([data-hidden]) .xterm-rows > div`);
  // xterm draws spaces that keep their place.
  const lines = (await rows.allTextContents()).map((line) => line.replaceAll('\u00a0', ' ').trimEnd());
  return lines.join('\n').trimEnd();
}

async function allScreens(page: Page): Promise<string> {
  return (await Promise.all([1, 2, 3].map((number) => screenOf(page, number)))).join('\n---\n');
}

export async function waitForScreen(page: Page, number: number, text: RegExp, limit = 60_000): Promise<void> {
  const deadline = Date.now() + limit;
  for (;;) {
    const screen = await screenOf(page, number);
    if (text.test(screen)) return;
    if (Date.now() > deadline)
      throw new Error(`terminal ${number} shows no ${String(text)}, but:\n${screen}`);
    await sleep(50);
  }
}

/** Types a line into the terminal of that node, as a learner does. */
export async function typeLine(page: Page, number: number, line: string): Promise<void> {
  await page.locator(`#panes-node${number} .panes-screen:not([data-hidden])`).click();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

export function button(page: Page, ...keys: TextKey[]): Locator {
  const names = keys.map((key) => say(key).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return page.getByRole('button', { name: new RegExp(`^(${names.join('|')})$`) });
}

export async function openDock(page: Page, tab: 'map' | 'browser'): Promise<void> {
  const handle = page.locator(`#dock-tab-${tab}`);
  if ((await handle.getAttribute('aria-selected')) !== 'true') await handle.click();
}

export interface StepSeen {
  title: string;
  /** `done`, `limited`… in order. */
  checks: string[];
}

export interface Watching {
  /** While the block runs that was clicked last: its first line, and a promise that ends with it. */
  during?(code: string, running: Promise<unknown>): Promise<void>;
  /** At the end of a step, before its checks are awaited. */
  after?(title: string): Promise<void>;
  /** Once a page of a node was asked for by a link. */
  opened?(address: string): Promise<void>;
}

/** Follows the shown step to its end: every command, every port link, every check. */
export async function followStep(app: RunningApp, watching: Watching): Promise<StepSeen> {
  const { page } = app;
  const article = page.locator('.guide-article');
  const title = (await article.locator('.guide-title').locator('h1, h2').last().innerText()).trim();
  const items = article.locator('.guide-run, a.guide-port');
  for (let index = 0; index < (await items.count()); index += 1) {
    const item = items.nth(index);
    const address = await item.getAttribute('href');
    if (address !== null) {
      await item.click();
      await watching.opened?.(address);
    } else {
      await runBlock(item, watching);
    }
  }
  await watching.after?.(title);
  return { title, checks: await settledChecks(page) };
}

/** Times that a question is asked again: a promoted node answers as a manager some seconds later, as the lab says. */
const askedAgain = 8;

/** The step's button, and its mark: a failure that the lab does not announce fails the test. */
async function runBlock(block: Locator, watching: Watching): Promise<void> {
  const code = await block.locator('.guide-lines').innerText();
  for (let round = 0; ; round += 1) {
    await block
      .getByRole('button', { name: say(round === 0 ? 'guide:run' : 'guide:runAgain'), exact: true })
      .click();
    const running = tone(block, code);
    const [ended] = await Promise.all([running, watching.during?.(code, running)]);
    if (ended === 'passed') return;
    if (!code.startsWith('docker node ls') || round === askedAgain)
      throw new Error(
        `${code}: ${await block.locator('.guide-mark').innerText()}\n${await allScreens(block.page())}`,
      );
    await sleep(1_000);
  }
}

/** How the run that was begun ended: `passed` or `failed`. */
async function tone(block: Locator, code: string): Promise<string> {
  const mark = block.locator('.guide-mark');
  const deadline = Date.now() + commandPatience;
  // Of the run before, where there was one.
  let wasRunning = false;
  for (let look = 0; ; look += 1) {
    const state = await mark.getAttribute('data-tone');
    wasRunning ||= state === 'running' || look > 20;
    if (wasRunning && (state === 'passed' || state === 'failed')) return state;
    if (Date.now() > deadline)
      throw new Error(
        `${code}: not over after ${commandPatience / 1000} s\n${await allScreens(block.page())}`,
      );
    await sleep(50);
  }
}

/** States of the shown step's checks once all are ticked. */
async function settledChecks(page: Page): Promise<string[]> {
  const checks = page.locator('.guide-check');
  const states = (): Promise<string[]> =>
    page.evaluate(`[...document.querySelectorAll('.guide-check')].map((check) => check.dataset.state)`);
  const deadline = Date.now() + checkPatience;
  for (;;) {
    const all = await states();
    if (all.every((state) => state === 'done' || state === 'limited')) return all;
    if (Date.now() > deadline)
      throw new Error(`not all is ticked: ${(await checks.allInnerTexts()).join(' | ')}`);
    await sleep(100);
  }
}

/** On to the next step, or to the closing page; false after that. */
export async function turnPage(page: Page): Promise<boolean> {
  const heading = page.locator('.guide-article');
  const next = page.locator('.guide-turn button').last();
  if ((await page.locator('.guide-closing-head').count()) > 0) return false;
  const before = await heading.innerText();
  await next.click();
  const deadline = Date.now() + 10_000;
  while ((await heading.innerText()) === before) {
    if (Date.now() > deadline) throw new Error('the page does not turn');
    await sleep(30);
  }
  return true;
}

/** Names of the running tasks of a service on the map, by node: `{ node1: ['vote.1:latest'] }`. */
export async function tasksOnMap(page: Page, service: string): Promise<Record<string, string[]>> {
  return page.evaluate<Record<string, string[]>>(`Object.fromEntries(
    [...document.querySelectorAll('.map-drawing .node')].map((card) => [
      card.dataset.node,
      [...card.querySelectorAll('.task[data-service="${service}"][data-tone="running"]')].map(
        (chip) => '${service}.' + chip.dataset.slot + chip.querySelector('.tag').textContent,
      ),
    ]),
  )`);
}
