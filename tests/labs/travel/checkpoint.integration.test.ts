// On the embedded engine a checkpoint of the machine is the short way.
import { expect, test } from 'vitest';
import { checkpointsOf } from '../../../main/labs/checkpoints/of-cluster';
import { loadLab } from '../../../main/labs/load';
import { ownGround } from '../../../main/labs/travel/ground';
import type { ShownStop } from '../../../main/labs/travel/stops';
import { travel } from '../../../main/labs/travel/travel';
import { repository } from '../../../scripts/repository';
import { makeSwarm, onNode } from '../../helpers/cluster';
import { useMachines } from '../../helpers/machine';

const machines = useMachines();
/** Milliseconds: a machine of three nodes under emulation, on a busy host. */
const patience = 300_000;

test(
  'a checkpoint that was saved at the end of the step before is taken up',
  { timeout: patience },
  async () => {
    const { cluster, call } = await machines.lab('travel');
    const lab = await loadLab(repository('assets', 'labs', 'swarm-vue-d-ensemble'));
    const paths = { data: machines.top, cache: machines.top, labs: repository('assets', 'labs') };
    const checkpoints = checkpointsOf({ paths, language: 'fr' }, cluster, call);
    await makeSwarm(cluster, 3);
    await checkpoints.save('Création', { lab: lab.id, step: 'creation' });
    await onNode(cluster, 1, 'docker node update --availability drain node3');

    const ground = ownGround(cluster, { kind: 'yes' }, call, lab.id, checkpoints);
    let stops: ShownStop[] = [];
    const onStops = (next: ShownStop[]): void => void (stops = next);
    const signal = new AbortController().signal;
    const common = { lab, ground, signal, onStops, captured: {}, language: 'fr', ran: () => false } as const;
    await travel({ ...common, step: 'inspection-dun-noeud' });
    expect(stops.map(({ text, state }) => [text, state])).toEqual([
      ['travel:stopCheckpoint', 'done'],
      ['travel:stopVerify', 'done'],
    ]);
    const availability = await onNode(
      ground.cluster(),
      1,
      "docker node inspect -f '{{.Spec.Availability}}' node3",
    );
    expect(availability).toBe('active');
    ground.close();
  },
);
