// The French lab in the real app on a Docker Engine, to its closing page: pages are limited where it has no routing mesh.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type PrivateDockerd, startPrivateDockerd } from '../../scripts/dockerd';
import { type RunningApp, startApp } from '../helpers/app/app';
import { phaseOf, say, waitUntilUp } from '../helpers/app/lab';
import { expectNothingLeft } from '../helpers/app/leftovers';
import { stopLab, walkThroughLab } from '../helpers/app/walk';
import { partsOn } from '../helpers/parts';

describe('the French lab, on a Docker Engine', () => {
  let app: RunningApp;
  let dockerd: PrivateDockerd;

  beforeAll(async () => {
    dockerd = await startPrivateDockerd();
    const environment = { DOCKER_HOST: `unix://${dockerd.socket}` };
    app = await startApp({ settings: { engine: 'docker', theme: 'dark' }, environment });
    await waitUntilUp(app);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await app.screenshot('docker-failed');
  });
  afterAll(async () => {
    await app.dispose();
    await dockerd.stop();
  });

  it('is followed to its end by clicks, every check ticked but for what this engine cannot show', async () => {
    const { page } = app;
    const phase = await phaseOf(page);
    const hasMesh = phase.kind === 'up' && phase.engine.routingMesh.kind === 'yes';
    const { steps, tagsDuringUpdate, leftOnDrained } = await walkThroughLab(app, {
      name: 'docker',
      onPage: async (address) => {
        if (hasMesh) await app.pages.guest(address);
        else await page.getByText(say('browser:noMesh')).first().waitFor({ timeout: 60_000 });
      },
    });
    const limited = steps.flatMap(({ title, checks }) => (checks.includes('limited') ? [title] : []));
    expect(limited).toEqual(hasMesh ? [] : ['Création d’un service', 'Ajout du service de visualisation']);
    expect(
      steps.flatMap(({ checks }) => checks).filter((state) => state === 'limited').length,
    ).toBeLessThanOrEqual(2);
    expect(leftOnDrained).toEqual([]);
    expect([...tagsDuringUpdate]).toContain('indent+latest');
    await page.getByRole('heading', { name: say('guide:closingDone') }).waitFor();
  });

  it('leaves nothing on the engine and in the machine', async () => {
    await stopLab(app);
    await app.quit();
    expect(await partsOn(dockerd.docker)).toEqual([]);
    await expectNothingLeft(app.top);
  });
});
