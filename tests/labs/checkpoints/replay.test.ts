// What is refused before the cluster is touched; going back on real nodes is in the integration test.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Cluster } from '../../../main/cluster/cluster';
import { Failure } from '../../../main/failure/failure';
import type { Checkpoints } from '../../../main/labs/checkpoints/checkpoints';
import { replayCheckpoints } from '../../../main/labs/checkpoints/replay';
import type { Lab } from '../../../main/labs/lab';
import { scratchFolder } from '../../helpers/scratch';
import { read } from '../written';

let folder: string;
let lab: Lab | undefined;
let checkpoints: Checkpoints;

beforeEach(async () => {
  folder = await scratchFolder();
  lab = labOf('## Un', '## Deux', '## Trois');
  checkpoints = checkpointsOn(3);
});

function labOf(...body: string[]): Lab {
  return { ...read(...body), sidecar: undefined };
}

/** Of a cluster that nothing may be asked of. */
function checkpointsOn(nodes: number): Checkpoints {
  const untouchable = { get: (): never => expect.fail('the cluster was touched') };
  const cluster = {
    name: 'labo',
    nodes: Array.from({ length: nodes }, () => new Proxy({}, untouchable)),
    engine: new Proxy({}, untouchable),
    close: () => expect.fail('the cluster was closed'),
  } as unknown as Cluster;
  return replayCheckpoints({
    cluster,
    folder,
    call: () => expect.fail('the engine was called'),
    language: 'en',
    findLab: (name) =>
      name === 'lab' && lab
        ? Promise.resolve(lab)
        : Promise.reject(new Failure('bad-input', 'labs:unknownLab', { name, labs: '-' })),
  });
}

const second = { lab: 'lab', step: 'deux' };

describe('save', () => {
  it('tells what it saved, which is then in the list of that cluster', async () => {
    const before = Date.now();
    const saved = await checkpoints.save('fin du deux', second);
    expect(saved).toMatchObject({ name: 'fin du deux', step: second, how: 'replay' });
    expect(Date.parse(saved.savedAt)).toBeGreaterThanOrEqual(before);
    expect(saved.size).toBeGreaterThan(50);
    expect(await checkpoints.list()).toEqual([saved]);
    expect(JSON.parse(await readFile(join(folder, 'labo.json'), 'utf8'))).toHaveLength(1);
  });

  it('needs a step, and a name that fits', async () => {
    await expect(checkpoints.save('un')).rejects.toMatchObject({
      kind: 'usage',
      text: 'checkpoints:needsStep',
    });
    await expect(checkpoints.save('a/b', second)).rejects.toMatchObject({ text: 'checkpoints:badName' });
    expect(await checkpoints.list()).toEqual([]);
  });

  it('names the steps there are where the lab has not that one', async () => {
    await expect(checkpoints.save('un', { lab: 'lab', step: 'quatre' })).rejects.toMatchObject({
      kind: 'usage',
      text: 'checkpoints:noStep',
      values: { step: 'quatre', steps: expect.stringContaining('un, deux, trois') as string },
    });
  });

  it('refuses what could not be played again: an unknown lab, a broken one, one for more nodes', async () => {
    await expect(checkpoints.save('un', { lab: 'other', step: 'un' })).rejects.toMatchObject({
      text: 'labs:unknownLab',
    });
    await expect(checkpointsOn(2).save('un', second)).rejects.toMatchObject({
      kind: 'bad-input',
      text: 'checkpoints:fewNodes',
      values: { wanted: 3, count: 2 },
    });
    lab = labOf('## Un', '## Deux', '```.term1', 'docker ps');
    await expect(checkpoints.save('un', second)).rejects.toMatchObject({ text: 'labs:breaks' });
    expect(await checkpoints.list()).toEqual([]);
  });
});

describe('restore, before anything is changed,', () => {
  it('names the checkpoints there are where it is none of them', async () => {
    const unknown = (names: string) => ({
      kind: 'usage',
      text: 'checkpoints:unknown',
      values: { name: 'x', names },
    });
    await expect(checkpoints.restore('x', {})).rejects.toMatchObject(unknown('–'));
    await checkpoints.save('un', second);
    await checkpoints.save('deux', second);
    await expect(checkpoints.restore('x', {})).rejects.toMatchObject(unknown('un, deux'));
  });

  it('says that the lab is no longer there', async () => {
    await checkpoints.save('un', second);
    lab = undefined;
    await expect(checkpoints.restore('un', {})).rejects.toMatchObject({
      kind: 'bad-input',
      text: 'checkpoints:labGone',
      values: { name: 'un', said: expect.stringContaining('There is no lab “lab”') as string },
    });
  });

  it('says that the lab no longer has the step', async () => {
    await checkpoints.save('un', second);
    lab = labOf('## Un', '## Trois');
    await expect(checkpoints.restore('un', {})).rejects.toMatchObject({
      kind: 'bad-input',
      text: 'checkpoints:stepGone',
      values: { name: 'un', step: 'deux', steps: expect.stringContaining('un, trois') as string },
    });
  });

  it('says that the list is damaged, that nodes are missing, or that it was stopped', async () => {
    await checkpoints.save('un', second);
    await expect(checkpointsOn(1).restore('un', {})).rejects.toMatchObject({ text: 'checkpoints:fewNodes' });
    await expect(checkpoints.restore('un', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      kind: 'cancelled',
    });
    await writeFile(join(folder, 'labo.json'), '{');
    await expect(checkpoints.restore('un', {})).rejects.toMatchObject({ text: 'checkpoints:damaged' });
  });
});
