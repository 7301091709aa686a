// "Take me here" against its own commands run bare: the same ones by `docker exec` on the nodes, one after the other.
import { execa } from 'execa';
import { objectName } from '../main/cluster/labels';
import { down } from '../main/cluster/down';
import { up } from '../main/cluster/up';
import type { Engine } from '../main/engine/engine';
import type { Call } from '../main/engine/runner';
import type { ImageStore } from '../main/images/store';
import { loadLab } from '../main/labs/load';
import { ownGround } from '../main/labs/travel/ground';
import type { ShownStop } from '../main/labs/travel/stops';
import { travel } from '../main/labs/travel/travel';
import { repository } from '../scripts/repository';
import { figure, type Figure, type Rounds } from './figure';

/** Rounds of each, ours and bare in turn. */
const rounds = 3;
const name = 'bench-travel';

/**
 * A jump waits for the nodes to be ready before it goes on, which takes them a second or two each and the bare commands
 * do not wait for; and it verifies where it arrived. Of a longer one most is docker's own.
 */
const jumps = [
  {
    title: 'jump from empty nodes to the first service',
    from: undefined,
    to: 'creation-dun-service',
    atMost: 2,
  },
  {
    title: 'jump from empty nodes to the drain',
    from: undefined,
    to: 'passage-de-node2-en-drain',
    atMost: 1.5,
  },
  {
    ...{ title: 'jump over the one step that is missing', atMost: 1.5 },
    ...{ from: 'ajout-du-service-de-visualisation', to: 'passage-de-node2-en-drain' },
  },
];

export async function benchTravel(engine: Engine, images: ImageStore, call: Call): Promise<Figure[]> {
  const lab = await loadLab(repository('assets', 'labs', 'swarm-vue-d-ensemble'));
  const cluster = await up(engine, { name, nodes: 3, images, kept: false }, call);
  const { routingMesh } = await engine.probe(images.node.reference);
  const ground = ownGround(cluster, routingMesh, call, lab.id);
  const { signal } = new AbortController();
  const go = async (step: string): Promise<ShownStop[]> => {
    let stops: ShownStop[] = [];
    const onStops = (next: ShownStop[]): void => void (stops = next);
    await travel({ lab, step, ground, signal, onStops, captured: {}, language: 'fr', ran: () => false });
    return stops;
  };
  const begin = async (from: string | undefined): Promise<void> => {
    await ground.reset(signal);
    if (from !== undefined) await go(from);
  };
  const figures: Figure[] = [];
  for (const { title, from, to, atMost } of jumps) {
    const measured: Rounds = { ours: [], bare: [] };
    for (let round = 0; round < rounds; round++) {
      await begin(from);
      const began = performance.now();
      const stops = await go(to);
      measured.ours.push((performance.now() - began) / 1000);
      await begin(from);
      measured.bare.push(await bare(engine.endpoint, stops));
    }
    figures.push(figure(title, 's', measured, { atMost }));
  }
  ground.close();
  await down(engine, name, call);
  return figures;
}

/** Seconds that the commands of these stops take by themselves; the token is the swarm's own. */
async function bare(endpoint: string, stops: ShownStop[]): Promise<number> {
  const began = performance.now();
  for (const { node, command } of stops) {
    if (node === undefined || command === undefined) continue;
    const token = command.startsWith('docker swarm join')
      ? await on(endpoint, 'node1', 'docker swarm join-token -q worker')
      : '';
    await on(endpoint, node, command.replace(/SWMTKN-\S+/, token));
  }
  return (performance.now() - began) / 1000;
}

async function on(endpoint: string, node: string, command: string): Promise<string> {
  const words = ['--host', endpoint, 'exec', objectName(name, node), 'sh', '-c', command];
  return (await execa('docker', words)).stdout;
}
