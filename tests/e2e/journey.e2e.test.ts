// Nobody stays stuck, in the real app on a Docker Engine: taken to a step, told what is wrong, back to a step's start,
// and on to another lab on new nodes.
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, AppState } from '../../preload/contract';
import { type PrivateDockerd, startPrivateDockerd } from '../../scripts/dockerd';
import { type RunningApp, startApp } from '../helpers/app/app';
import { button, followStep, say, typeLine, waitForScreen, waitUntilUp } from '../helpers/app/lab';
import { stopLab } from '../helpers/app/walk';
import { partsOn } from '../helpers/parts';

/** Milliseconds for the cluster's way to a step: fresh nodes, a swarm, a service of six tasks. */
const journeyPatience = 120_000;

describe('a learner who is late, lost or stuck', () => {
  let app: RunningApp;
  let page: Page;
  let dockerd: PrivateDockerd;

  beforeAll(async () => {
    dockerd = await startPrivateDockerd();
    app = await startApp({
      settings: { engine: 'docker' },
      environment: { DOCKER_HOST: `unix://${dockerd.socket}` },
    });
    page = app.page;
    await waitUntilUp(app);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await app.screenshot('journey-failed');
  });
  afterAll(async () => {
    await app.dispose();
    await dockerd.stop();
  });

  const state = async (): Promise<AppState> => {
    const answer = await page.evaluate<Answer<AppState>>('window.essaim.app.state()');
    if (!answer.ok) throw new Error(answer.failure.cause);
    return answer.value;
  };
  const confirmed = async (action: string): Promise<void> => {
    await page.getByRole('alertdialog').getByRole('button', { name: action, exact: true }).click();
  };
  const panel = (): Locator => page.locator('section.travel');
  const arrived = async (title: string): Promise<void> => {
    await panel().getByText(say('travel:windowArrived', { title })).waitFor({ timeout: journeyPatience });
  };

  it('is taken from empty nodes to the service, and sees what is done on the way', async () => {
    await button(page, 'guide:overview').click();
    const title = 'Passage de node2 en drain';
    await page.getByRole('button', { name: say('travel:windowGoTo', { title }) }).click();
    await confirmed(say('travel:windowGo'));
    await panel().getByText('docker swarm init').first().waitFor();
    await app.screenshot('journey-under-way');
    await arrived(title);
    await app.screenshot('journey-arrived');
    const { progress, cluster } = await state();
    expect(progress.current).toBe('passage-de-node2-en-drain');
    expect(Object.values(progress.times).reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThan(5);
    expect(cluster?.services.map(({ name }) => name).sort()).toEqual(['visualizer', 'vote']);
    expect(cluster?.nodes.every(({ member }) => member?.status === 'ready')).toBe(true);
  });

  it('plays the step from there, every check ticked', async () => {
    const { checks } = await followStep(app, {});
    expect(checks).toEqual(['done', 'done']);
    // The cluster is not where the journey left it any more.
    expect(await panel().count()).toBe(0);
  });

  it('is told which node and which command, and brought back', async () => {
    await typeLine(page, 1, 'clear; docker service rm vote; docker node update --availability pause node3');
    await waitForScreen(page, 1, /^node3$/m);
    // Playwright folds the blank before the question mark, in a name but not in a pattern.
    await page.getByRole('button', { name: say('guide:diagnosis') }).click();
    const card = page.locator('.diagnosis');
    await card.getByText('docker service create').waitFor({ timeout: 30_000 });
    await card.getByText('docker node update --availability active node3').waitFor();
    await card.scrollIntoViewIfNeeded();
    await app.screenshot('journey-diagnosis');
    await button(page, 'travel:windowRedo').click();
    await confirmed(say('travel:windowRedo'));
    await arrived('Passage de node2 en drain');
    const { progress, cluster } = await state();
    expect(progress.checks['passage-de-node2-en-drain']?.map(({ kind }) => kind)).not.toContain('done');
    expect(cluster?.nodes.map(({ member }) => member?.availability)).toEqual(['active', 'active', 'active']);
    expect(cluster?.services.some(({ name }) => name === 'vote')).toBe(true);
  });

  it('opens another lab on new nodes, with its own guide', async () => {
    await page.keyboard.press('Control+Shift+KeyO');
    const card = page.getByRole('article').filter({ hasText: 'Stacks' });
    await card.getByRole('button', { name: say('library:open'), exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('library:open'), exact: true })
      .click();
    await page
      .locator('.guide-article h1')
      .filter({ hasText: /stacks/i })
      .waitFor({ timeout: 30_000 });
    await waitUntilUp(app);
    const { cluster, lab, progress } = await state();
    expect(cluster?.services).toEqual([]);
    expect(cluster?.nodes.every(({ swarm }) => swarm === 'inactive')).toBe(true);
    expect(progress.lab).toBe(lab.id);
    await app.screenshot('journey-other-lab');
  });

  it('leaves nothing on the engine', async () => {
    await stopLab(app);
    await app.quit();
    expect(await partsOn(dockerd.docker)).toEqual([]);
  });
});
