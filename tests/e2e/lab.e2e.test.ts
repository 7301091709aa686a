// The French lab in the real app on the embedded engine, followed by clicks alone from its first step to its closing page.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '../helpers/app/app';
import { say, waitUntilUp } from '../helpers/app/lab';
import { expectNothingLeft, openPorts } from '../helpers/app/leftovers';
import { stopLab, walkThroughLab } from '../helpers/app/walk';

/** What the page on a port must show. */
const pages: Record<string, string> = { 8080: 'Cats', 8000: 'node1' };

describe('the French lab, on the embedded engine', () => {
  let app: RunningApp;
  let ports: string[] = [];

  beforeAll(async () => {
    app = await startApp({ settings: { engine: 'embedded' } });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await app.screenshot('embedded-failed');
  });
  afterAll(() => app.dispose());

  it('can be read before the lab is up, which comes by itself', async () => {
    await app.page.getByRole('heading', { name: 'Présentation' }).waitFor();
    await app.screenshot('embedded-starting');
    await waitUntilUp(app);
    ports = await openPorts(app.top);
    await app.screenshot('embedded-up');
  });

  it('is followed to its end by clicks, every check ticked', async () => {
    const seen: string[] = [];
    const { steps, tagsDuringUpdate, leftOnDrained } = await walkThroughLab(app, {
      name: 'embedded',
      onPage: async (address) => {
        const { host, port } = new URL(address);
        const guest = await app.pages.guest(address);
        await guest
          .getByText(pages[port] ?? 'unknown port')
          .first()
          .waitFor({ timeout: 60_000 });
        seen.push(host);
        await app.screenshot(`embedded-page-${host.replace(':', '-')}`);
      },
    });
    expect(steps.filter(({ checks }) => checks.some((state) => state !== 'done'))).toEqual([]);
    expect(steps.flatMap(({ checks }) => checks).length).toBeGreaterThan(20);
    expect(seen).toEqual(['node1:8080', 'node2:8080', 'node3:8080', 'node1:8000', 'node1:8000']);
    expect(leftOnDrained).toEqual([]);
    expect([...tagsDuringUpdate]).toContain('indent+latest');
    await app.page.getByRole('heading', { name: say('guide:closingDone') }).waitFor();
  });

  it('leaves nothing behind once it is stopped and the window is closed', async () => {
    await stopLab(app);
    await app.quit();
    await expectNothingLeft(app.top, ports);
  });
});
