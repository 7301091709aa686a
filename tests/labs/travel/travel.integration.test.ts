// "Take me here": from empty clusters and from bent ones to each step of the French lab, whose own commands play then.
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../main/cluster/cluster';
import { checkState } from '../../../main/labs/checks';
import type { Lab } from '../../../main/labs/lab';
import { loadLab } from '../../../main/labs/load';
import { actionsOf } from '../../../main/labs/rehearsal/rehearse';
import { openStage } from '../../../main/labs/rehearsal/stage';
import { expectedAtStart, statementsOf } from '../../../main/labs/travel/expected/expected';
import { faultsOf } from '../../../main/labs/travel/faults/faults';
import { ownGround } from '../../../main/labs/travel/ground';
import { readSight } from '../../../main/labs/travel/sight';
import type { ShownStop } from '../../../main/labs/travel/stops';
import { travel } from '../../../main/labs/travel/travel';
import { repository } from '../../../scripts/repository';
import { useClusters, imageStore, onNode } from '../../helpers/cluster';
import { privateEngine } from '../../helpers/engine';

const clusters = useClusters();
const language = 'fr';
const patience = 300_000;
const labPath = repository('assets', 'labs', 'swarm-vue-d-ensemble');

interface Lane {
  /** Brings the lane's cluster there; what it did. */
  goTo(step: string): Promise<ShownStop[]>;
  /** Plays the step's own commands, whose checks must hold. */
  play(step: string): Promise<void>;
  /** Makes the nodes as new. */
  empty(): Promise<void>;
  on(node: number, command: string): Promise<string>;
}

async function openLane(name: string): Promise<Lane> {
  const { engine, call } = await privateEngine();
  const { node } = await imageStore();
  const lab = await loadLab(labPath);
  const cluster = await clusters.up({ name });
  // Only once the image is there can the engine be asked.
  const { routingMesh } = await engine.probe(node.reference);
  const ground = ownGround(cluster, routingMesh, call, lab.id);
  const signal = new AbortController().signal;
  return {
    goTo: async (step) => {
      const began = performance.now();
      let stops: ShownStop[] = [];
      const ran = (): boolean => false;
      await travel({
        lab,
        step,
        ground,
        language,
        signal,
        ran,
        captured: {},
        onStops: (next) => (stops = next),
      });
      console.log(
        `${name}: ${step} in ${((performance.now() - began) / 1000).toFixed(1)} s\n${stops.map(lineOf).join('\n')}`,
      );
      expect(stops.filter(({ state }) => state === 'waiting' || state === 'running')).toEqual([]);
      await expectThere(lab, step, ground.cluster());
      return stops;
    },
    play: async (id) => {
      const step = lab.steps.find((each) => each.id === id);
      if (!step) throw new Error(`no step ${id}`);
      const stage = await openStage({ cluster: ground.cluster(), routingMesh, language, signal });
      try {
        for await (const action of actionsOf(step, lab, stage, 'commands'))
          expect(action, `${id}: ${action.text}: ${action.detail ?? ''}`).not.toMatchObject({
            status: 'failed',
          });
      } finally {
        await stage.close();
      }
    },
    empty: () => ground.reset(signal),
    on: (number, command) => onNode(ground.cluster(), number, command),
  };
}

function lineOf({ state, node = '', text, command = '' }: ShownStop): string {
  return `  ${state.padEnd(7)} ${node.padEnd(5)} ${text.padEnd(28)} ${command.replace(/\s+/g, ' ').slice(0, 70)}`;
}

/** Looked at anew, by the folded checks of all steps before it. */
async function expectThere(lab: Lab, id: string, cluster: Cluster): Promise<void> {
  const stage = await openStage({
    ...{ cluster, language, routingMesh: { kind: 'yes' } },
    signal: new AbortController().signal,
  });
  try {
    await stage.settle();
    const state = await stage.watch.refresh();
    const expected = expectedAtStart(
      lab,
      lab.steps.findIndex((step) => step.id === id),
    );
    expect(faultsOf(expected, await readSight(cluster, state))).toEqual([]);
    for (const statement of statementsOf(expected))
      expect(checkState(statement, state)).toEqual({ kind: 'holds' });
  } finally {
    await stage.close();
  }
}

function commandsOf(stops: ShownStop[]): string[] {
  return stops.flatMap(({ command }) => (command === undefined ? [] : [command.replace(/\s+/g, ' ')]));
}

const steps = {
  update: 'mise-a-jour-progressive-rolling-upgrade',
  visualizer: 'ajout-du-service-de-visualisation',
  drain: 'passage-de-node2-en-drain',
  active: 'retour-de-node2-en-active',
};

describe.concurrent('from an empty cluster', () => {
  test('to the end of the lab', { timeout: patience }, async () => {
    const lane = await openLane('to-the-end');
    const stops = await lane.goTo('resume');
    // Promotion and demotion lead back to where they began.
    expect(commandsOf(stops)).not.toContain('docker node promote node2');
    expect(commandsOf(stops)).toContain('docker service update --image instavote/vote:indent vote');
    // And back: what came later is taken away, and nothing is made as new.
    const back = await lane.goTo('service');
    expect(commandsOf(back).sort()).toEqual(['docker service rm visualizer', 'docker service rm vote']);
  });

  test('to the rolling update, and through it', { timeout: patience }, async () => {
    const lane = await openLane('to-the-update');
    await lane.goTo(steps.update);
    await lane.play(steps.update);
  });

  test.each([
    [
      'early',
      ['presentation', 'creation', 'inspection-dun-noeud', 'mise-a-jour-dun-noeud', 'promotion-de-node2'],
    ],
    ['middle', ['destitution-de-node2', 'service', 'creation-dun-service', steps.visualizer]],
    ['late', [steps.drain, steps.active]],
  ])('to the %s steps, each from new nodes', { timeout: patience }, async (name, ids) => {
    const lane = await openLane(name);
    for (const [index, id] of ids.entries()) {
      if (index > 0) await lane.empty();
      await lane.goTo(id);
      await lane.play(id);
    }
  });
});

describe.concurrent('from a bent cluster', () => {
  test('a service under a wrong name, which holds the port', { timeout: patience }, async () => {
    const lane = await openLane('wrong-name');
    await lane.goTo('service');
    await lane.on(
      1,
      'docker service create --detach --name vores --publish 8080:80 --replicas 3 instavote/vote',
    );
    await lane.on(1, 'docker secret create rien /etc/hostname');
    const stops = await lane.goTo(steps.visualizer);
    expect(commandsOf(stops)).toContain('docker service rm vores');
    expect(stops.map(({ text }) => text)).not.toContain('travel:stopNew');
    await lane.play(steps.visualizer);
  });

  test('a worker that left, and a drained node', { timeout: patience }, async () => {
    const lane = await openLane('left');
    await lane.goTo(steps.visualizer);
    await lane.on(3, 'docker swarm leave');
    const left = await lane.goTo(steps.visualizer);
    expect(left.map(({ text }) => text)).not.toContain('travel:stopNew');
    expect(await lane.on(1, 'docker node ls -q | wc -l')).toBe('3');
    await lane.play(steps.visualizer);
    await lane.on(1, 'docker node update --availability drain node3');
    await lane.on(1, 'docker service scale --detach vote=2');
    const drained = await lane.goTo(steps.drain);
    expect(drained.map(({ text }) => text)).not.toContain('travel:stopNew');
    await lane.play(steps.drain);
  });

  test(
    'another manager leads, and the first one left: no plan is small enough',
    { timeout: patience },
    async () => {
      const lane = await openLane('other-leader');
      await lane.goTo('service');
      await lane.on(1, 'docker node promote node2');
      await lane.on(2, 'until docker node ls 2>/dev/null | grep -q node2.*Reachable; do sleep 0.5; done');
      await lane.on(1, 'docker swarm leave --force');
      const stops = await lane.goTo('promotion-de-node2');
      expect(stops[0]).toMatchObject({ text: 'travel:stopNew' });
      await lane.play('promotion-de-node2');
    },
  );
});
