import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { attachCluster, type Cluster } from '../../../main/cluster/cluster';
import { readState } from '../../../main/cluster/read-state';
import type { Progress } from '../../../main/cluster/steps';
import type { Checkpoints } from '../../../main/labs/checkpoints/checkpoints';
import { replayCheckpoints } from '../../../main/labs/checkpoints/replay';
import { loadLab } from '../../../main/labs/load';
import { runCli } from '../../helpers/cli';
import { onNode, useClusters } from '../../helpers/cluster';
import { privateEngine, type PrivateEngine } from '../../helpers/engine';
import { writeLab } from '../../helpers/rehearsal';
import { scratchFolder } from '../../helpers/scratch';

const clusters = useClusters();
const name = 'retour';
let here: PrivateEngine;
let folder: string;
let lab: string;

/** What a learner who follows it does not see: an output that differs, an error that is meant, a link that leads nowhere. */
const post = `## Grappe

\`\`\`.term1
docker swarm init --advertise-addr $(hostname -i)
\`\`\`

## Service

\`\`\`.term1
docker service create --name vote --replicas 2 instavote/vote
\`\`\`

\`\`\`
ce que personne n’écrit
\`\`\`

\`\`\`.term1
docker service rm nulle-part
\`\`\`

\`\`\`
Error response from daemon: service nulle-part not found
\`\`\`

[La page](/){:data-term=".term1"}{:data-port="8099"}

## Échelle

\`\`\`.term1
docker service scale vote=3
\`\`\`
`;

const sidecar = `version: 1
steps:
  service:
    checks:
      - say: Deux tâches vote tournent
        after: service create
        expect: { service: { name: vote, running: 2 } }
`;

beforeAll(async () => {
  here = await privateEngine();
  folder = await scratchFolder();
  lab = await writeLab('retour', post, sidecar);
  (await clusters.up({ name, nodes: 1, memory: 640 * 2 ** 20 })).close();
});

async function attached(): Promise<Cluster> {
  return attachCluster(here.engine, name, here.call);
}

function checkpointsOf(cluster: Cluster): Checkpoints {
  return replayCheckpoints({ cluster, folder, call: here.call, language: 'fr', findLab: loadLab });
}

/** What the second step leaves, and nothing of what came after it. */
async function expectSecondStep(cluster: Cluster): Promise<void> {
  const { nodes, services, tasks } = await readState(cluster);
  expect(nodes).toMatchObject([{ name: 'node1', swarm: 'active', member: { leader: true } }]);
  expect(services).toMatchObject([{ name: 'vote', replicas: 2 }]);
  expect(tasks).toMatchObject([{ state: 'running' }, { state: 'running' }]);
  expect(await onNode(cluster, 1, 'ls /root; docker volume ls -q')).toBe('');
}

/** The third step, and then astray. */
async function bend(cluster: Cluster): Promise<void> {
  for (const command of [
    'docker service scale -d vote=3',
    'docker service create -d --name autre instavote/vote',
    'docker volume create reste',
    'touch /root/notes',
  ])
    await onNode(cluster, 1, command);
}

describe('back to the end of the second step', () => {
  test('from beyond it, told step by step; and again, from a swarm that was left', async () => {
    const cluster = await attached();
    const [before] = cluster.nodes;
    const checkpoints = checkpointsOf(cluster);
    await onNode(cluster, 1, 'docker swarm init --advertise-addr $(hostname -i)');
    await onNode(cluster, 1, 'docker service create --name vote --replicas 2 instavote/vote');
    await checkpoints.save('deux tâches', { lab, step: 'service' });
    await bend(cluster);

    const heard: Progress[] = [];
    const started = performance.now();
    const fresh = await checkpoints.restore('deux tâches', { onProgress: (each) => heard.push(each) });
    console.log(`restored in ${Math.round(performance.now() - started)} ms`);
    await expectSecondStep(fresh);
    expect(fresh.nodes[0]?.container.id).not.toBe(before?.container.id);
    expect(
      heard.filter(({ state }) => state === 'done').map(({ title, values }) => [title, values.step]),
    ).toEqual([
      ['checkpoints:stepReset', undefined],
      ['checkpoints:stepReplay', 'Grappe'],
      ['checkpoints:stepReplay', 'Service'],
    ]);
    const done = heard.map((each) => each.done);
    expect(done).toEqual([...done].sort((one, other) => one - other));
    expect(done.at(-1)).toBe(1);

    await onNode(fresh, 1, 'docker swarm leave --force');
    const again = await checkpoints.restore('deux tâches', {});
    await expectSecondStep(again);
    again.close();
  });

  test('as a command', async () => {
    const named = ['--name', name];
    const saved = await runCli(['checkpoint', 'save', 'fin', '--lab', lab, '--step', 'service', ...named]);
    expect(saved).toEqual({ exitStatus: 0, stdout: '', stderr: 'Checkpoint “fin” saved.\n' });
    const listed = await runCli(['checkpoint', 'list', '--json', ...named]);
    expect(JSON.parse(listed.stdout)).toMatchObject({
      cluster: name,
      checkpoints: [{ name: 'fin', how: 'replay', step: { lab, step: 'service' } }],
    });
    const cluster = await attached();
    await bend(cluster);
    cluster.close();
    expect(await runCli(['checkpoint', 'restore', 'fin', ...named])).toEqual({
      exitStatus: 0,
      stdout: expect.stringContaining(`The cluster “${name}” is up on`) as string,
      stderr: expect.stringMatching(
        /100 % {2}Replayed step: Service\nThe cluster “retour” is back at “fin”\.\n$/,
      ) as string,
    });
    const fresh = await attached();
    await expectSecondStep(fresh);
    fresh.close();
  });

  test.each([
    [['save', 'sans étape'], /name it with --step/],
    [['restore', 'ailleurs'], /no checkpoint “ailleurs”/],
  ])('as a command that asks for what there is not: %j', async (words, sentence) => {
    const result = await runCli(['checkpoint', ...words, '--name', name]);
    expect(result).toEqual({
      exitStatus: 2,
      stdout: '',
      stderr: expect.stringMatching(sentence) as string,
    });
  });
});

describe('a way back that does not arrive', () => {
  test('says which command failed, and leaves the cluster up', async () => {
    const wrong = '## Un\n\n```.term1\ntouch /root/un\n```\n\n## Deux\n\n```.term1\nls /nulle-part\n```\n';
    const checkpoints = checkpointsOf(await attached());
    const path = await writeLab('faux', wrong);
    await checkpoints.save('faux', { lab: path, step: 'deux' });
    await expect(checkpoints.restore('faux', {})).rejects.toMatchObject({
      kind: 'cluster',
      text: 'checkpoints:replayFailed',
      values: {
        name: 'faux',
        step: 'Deux',
        at: `${join(path, 'index.md')}:13`,
        text: 'ls /nulle-part',
        difference: expect.stringMatching(/2.*\/nulle-part.*No such file/) as string,
      },
    });
    const left = await attached();
    expect(await onNode(left, 1, 'ls /root')).toBe('un');
    left.close();
    // From there, too, there is a way back.
    const fresh = await checkpoints.restore('deux tâches', {});
    await expectSecondStep(fresh);
    fresh.close();
  });

  test('stops in the middle of a command when it is asked to', async () => {
    const long = '## Un\n\n```.term1\ntouch /root/un; sleep 61\n```\n';
    const checkpoints = checkpointsOf(await attached());
    await checkpoints.save('long', { lab: await writeLab('long', long), step: 'un' });
    const stop = new AbortController();
    const restoring = checkpoints.restore('long', {
      signal: stop.signal,
      onProgress: ({ title, state }) => {
        if (title === 'checkpoints:stepReplay' && state === 'running') setTimeout(() => stop.abort(), 1_500);
      },
    });
    await expect(restoring).rejects.toMatchObject({ kind: 'cancelled', text: 'checkpoints:cancelled' });
    const left = await attached();
    const { Processes } = (await left.nodes[0]?.container.top()) as { Processes: string[][] };
    expect(Processes.flat().filter((word) => /sleep 61|bash/.test(word))).toEqual([]);
    left.close();
  });
});
