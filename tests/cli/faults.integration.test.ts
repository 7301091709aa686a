// The command as a learner meets it when things go wrong: exit status, one sentence, nothing left behind.
import { copyFile, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { repository } from '../../scripts/repository';
import { type CliResult, runCli, startCli } from '../helpers/cli';
import { privateDocker } from '../helpers/engine';
import { partsOn } from '../helpers/parts';
import { writeLab } from '../helpers/rehearsal';
import { scratchFolder } from '../helpers/scratch';
import { dataFolder, killEngine, startSecondEngine } from '../helpers/second-engine';

const frenchLab = repository('assets', 'labs', 'swarm-vue-d-ensemble');
const small = ['--nodes', '1', '--memory', '512'];

/** Fails with this exit status and one sentence, after the progress that `up` tells. */
function expectFault({ exitStatus, stdout, stderr }: CliResult, status: number, sentence: RegExp): void {
  expect({ exitStatus, stderr }).toEqual({
    exitStatus: status,
    stderr: expect.stringMatching(sentence) as string,
  });
  const lines = stderr
    .trimEnd()
    .split('\n')
    .filter((line) => !/^ *\d+ % {2}|^Engine: docker — /.test(line));
  expect(lines).toEqual([expect.stringMatching(/^essaim: .+/)]);
  expect(stdout).toBe('');
}

interface Doctor {
  clusters: { name: string; state: string; parts: string[] }[];
  problems: string[];
}

async function doctor(socket?: string): Promise<Doctor> {
  const { exitStatus, stdout } = await runCli(['doctor', '--json'], socket === undefined ? {} : { socket });
  expect(exitStatus).toBe(0);
  return JSON.parse(stdout) as Doctor;
}

describe('the engine', () => {
  test.each(['unix:///nowhere/docker.sock', 'tcp://127.0.0.1:1', 'nonsense'])(
    'that is not at %s',
    async (DOCKER_HOST) => {
      for (const command of [['up'], ['status'], ['down'], ['doctor']]) {
        const result = await runCli(command, { environment: { DOCKER_HOST } });
        expectFault(result, 4, new RegExp(DOCKER_HOST));
      }
      const { exitStatus, stdout } = await runCli(['doctor', '--json'], { environment: { DOCKER_HOST } });
      expect(exitStatus).toBe(4);
      expect(JSON.parse(stdout)).toMatchObject({ engine: null, problems: [expect.any(String)] });
    },
  );
});

describe('the images', () => {
  test('whose folder holds none', async () => {
    const ESSAIM_IMAGES = await scratchFolder();
    const result = await runCli(['up', '--name', 'none', ...small], { environment: { ESSAIM_IMAGES } });
    expectFault(result, 3, /does not hold Essaim's images.*npm run images/);
  });

  test('missing, cut short or changed are not given to the engine', async () => {
    const { socket, docker } = await startSecondEngine();
    const up = async (damage: (folder: string) => Promise<void>): Promise<CliResult> => {
      const ESSAIM_IMAGES = await copyOfStore();
      await damage(ESSAIM_IMAGES);
      return runCli(['up', '--name', 'damaged', ...small], { socket, environment: { ESSAIM_IMAGES } });
    };
    expectFault(await up((folder) => rm(join(folder, 'gateway.tar'))), 3, /gateway\.tar cannot be found/);
    expectFault(
      await up((folder) => flipByte(join(folder, 'gateway.tar'))),
      3,
      /gateway\.tar is cut short or damaged/,
    );
    expectFault(
      await up((folder) => truncate(join(folder, 'node.tar'), 1_000_000)),
      3,
      /node\.tar is cut short or damaged/,
    );
    expectFault(
      await up((folder) => writeFile(join(folder, 'images.json'), '{')),
      3,
      /does not hold Essaim's images/,
    );
    expect(await partsOn(docker)).toEqual([]);
    expect((await docker.listImages()).flatMap(({ RepoTags }) => RepoTags ?? []).join()).not.toContain(
      'essaim/node',
    );
  });
});

async function copyOfStore(): Promise<string> {
  const folder = join(await scratchFolder(), 'images');
  await mkdir(folder);
  for (const name of ['images.json', 'node.tar', 'gateway.tar'])
    await copyFile(join(inject('images'), name), join(folder, name));
  return folder;
}

async function flipByte(file: string): Promise<void> {
  const bytes = await readFile(file);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  await writeFile(file, bytes);
}

describe('the lab', () => {
  test.each<[string, string | Buffer | undefined, RegExp]>([
    ['that does not exist', undefined, /There is no lab “.*lab\.md”.*swarm-vue-d-ensemble/],
    ['that is empty', ' \n', /lab\.md is empty/],
    ['that is binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0xff, 0xfe, 0, 0]), /lab\.md is not UTF-8 text/],
    ['of 10 MB', 'a line\n'.repeat(1_500_000), /lab\.md has 10(\.\d)? MB, and a post 5 MB at most/],
  ])('%s', async (_title, content, sentence) => {
    const file = join(await scratchFolder(), 'lab.md');
    if (content !== undefined) await writeFile(file, content);
    for (const command of ['inspect', 'up', 'rehearse'])
      expectFault(await runCli([command, file]), 3, sentence);
  });

  test.each([
    ['with a fence that is not closed', '```.term1\ndocker ps\n', /lab\.md:2: This fence is not closed/],
    [
      'with a terminal that it has not',
      '```.term4\ndocker ps\n```\n',
      /lab\.md:2: Terminal 4 does not exist/,
    ],
  ])('%s is not played', async (_title, fence, sentence) => {
    const file = join(await scratchFolder(), 'lab.md');
    await writeFile(file, `## Une\n${fence}`);
    expectFault(await runCli(['rehearse', file]), 3, sentence);
    const { exitStatus, stdout } = await runCli(['inspect', file]);
    expect(exitStatus).toBe(3);
    expect(stdout).toMatch(sentence);
  });

  test('whose sidecar is wrong is told by file, line and key', async () => {
    const folder = await writeLab('wrong', '## Une\n', 'version: 1\nsteps:\n  une: { chekcs: [] }\n');
    expectFault(await runCli(['inspect', folder]), 3, /lab\.yml:3:10: the key .*chekcs.* is unknown/);
  });

  test('of the shipped ones is understood whole', async () => {
    const { exitStatus, stdout } = await runCli(['inspect', '--json', frenchLab]);
    expect(exitStatus).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      terminals: 3,
      totals: { commands: { 1: 16, 2: 2 }, portLinks: 5, images: 7 },
      warnings: [],
    });
  });
});

describe('the command line', () => {
  test.each([
    [['--nope']],
    [['frobnicate']],
    [['up', '--nodes', '8']],
    [['up', '--nodes', 'three']],
    [['up', '--name', 'Not/A/Name']],
    [['up', '--subnet', '10.0.0.1']],
    [['up', '--memory', '12']],
    [['shell']],
    [['status', '--lang', 'de']],
  ])('%j is not understood', async (words) => {
    expectFault(await runCli(words), 2, /essaim --help/);
  });

  test('is answered in French where nothing else is asked for', async () => {
    const result = await runCli(['up', '--nodes', '8'], { environment: { ESSAIM_LANG: '' } });
    expectFault(result, 2, /`essaim --help` (montre|dit|affiche)/);
  });
});

describe('a cluster', () => {
  const name = ['--name', 'tour'];

  afterAll(async () => {
    await runCli(['down', '--name', 'tour']);
  });

  test('goes up, is up already, tells its state, is reset', async () => {
    const up = await runCli(['up', ...name, '--nodes', '2', '--memory', '512', '--subnet', '10.214.7.0/24']);
    expect(up).toMatchObject({
      exitStatus: 0,
      stdout: expect.stringContaining('node2  10.214.7.12') as string,
    });
    expect(await runCli(['up', ...name])).toMatchObject({
      exitStatus: 0,
      stderr: 'Engine: docker — DOCKER_HOST names this engine.\nThe cluster “tour” is up already.\n',
    });

    const status = await runCli(['status', '--json', ...name]);
    expect(status).toMatchObject({ exitStatus: 0, stderr: '' });
    const { clusters, state } = JSON.parse(status.stdout) as { clusters: unknown[]; state: unknown };
    expect(clusters).toContainEqual(
      expect.objectContaining({ name: 'tour', state: 'up', nodes: { wanted: 2, running: 2 } }),
    );
    expect(state).toMatchObject({
      nodes: [
        { name: 'node1', swarm: 'inactive' },
        { name: 'node2', docker: 'answering' },
      ],
    });
    expect(await runCli(['reset', ...name])).toMatchObject({ exitStatus: 0 });
    const { clusters: found, problems } = await doctor();
    expect(found).toContainEqual(expect.objectContaining({ name: 'tour', state: 'up' }));
    expect(problems.filter((problem) => problem.includes('tour'))).toEqual([]);
  });

  test('has a shell on each of its nodes, and on no other', async () => {
    const { exitStatus, stdout } = await runCli(['shell', 'node1', ...name], { input: 'echo ok; exit 3\n' });
    // What begins the line is the mark of the shell integration.
    expect(stdout).toMatch(/(^|133;C.)ok\r?$/m);
    expect(exitStatus).toBe(3);
    // Input that ends without `exit`, also while a command runs, and on a line that was not ended.
    for (const [input, status] of [
      ['(exit 4)\n', 4],
      ['sleep 1', 0],
      ['', 0],
    ] as const)
      expect(await runCli(['shell', 'node2', ...name], { input })).toMatchObject({ exitStatus: status });
    expectFault(await runCli(['shell', 'node9', ...name]), 2, /no node “node9”.*node1, node2/);
    expectFault(await runCli(['shell', 'node1', '--name', 'other']), 6, /No cluster “other” is running/);
  });

  test('keeps its subnet for itself', async () => {
    const other = await runCli(['up', '--name', 'other', ...small, '--subnet', '10.214.7.0/24']);
    expectFault(other, 6, /subnet 10\.214\.7\.0\/24 is already taken/);
    expect(await partsOn(privateDocker(), 'other')).toEqual([]);
  });

  test('of which a node has died is told as incomplete', async () => {
    await privateDocker().getContainer('essaim-tour-node2').kill();
    expect((await runCli(['status', ...name])).stdout).toContain('incomplete, 1 of 2 node(s) running');
    expectFault(await runCli(['shell', 'node1', ...name]), 6, /incomplete \(node2/);
    expectFault(await runCli(['reset', ...name]), 6, /incomplete \(node2/);
    expectFault(await runCli(['up', ...name]), 6, /exists already/);
  });

  test('goes down, and down again', async () => {
    expect(await runCli(['down', ...name])).toMatchObject({
      exitStatus: 0,
      stderr: 'Cluster “tour” removed (6 parts).\n',
    });
    expect(await partsOn(privateDocker(), 'tour')).toEqual([]);
    expect(await runCli(['down', ...name])).toMatchObject({
      exitStatus: 0,
      stderr: 'Nothing to remove: there is no cluster “tour”.\n',
    });
    expectFault(await runCli(['reset', ...name]), 6, /No cluster “tour” is running/);
  });
});

describe('up that is cut short', () => {
  const network = "Creating the lab's network";

  test.each(['SIGINT', 'SIGTERM'] as const)('by %s takes everything back', async (signal) => {
    const command = startCli(['up', '--name', 'stopped', '--memory', '512']);
    await command.said(network);
    command.kill(signal);
    const { exitStatus, stderr } = await command.result;
    expect(stderr).toMatch(/\nStopping as asked.*\n[^]*essaim: Stopped as asked: [^\n]+\n$/);
    expect(exitStatus).toBe(130);
    expect(await partsOn(privateDocker(), 'stopped')).toEqual([]);
  });

  test.each([0, 300])(
    'by SIGKILL %i ms into the start of its nodes is found by doctor and cleared by down',
    async (delay) => {
      const command = startCli(['up', '--name', 'killed', '--memory', '512']);
      await command.said(network);
      await sleep(delay);
      command.kill('SIGKILL');
      await command.result;
      // The engine ends what it was asked for.
      await sleep(1_500);
      const parts = await partsOn(privateDocker(), 'killed');
      expect(parts.length).toBeGreaterThan(0);
      const { clusters, problems } = await doctor();
      const found = clusters.find((cluster) => cluster.name === 'killed');
      console.log(`killed after ${delay} ms: ${found?.state ?? 'not found'}, ${parts.length} parts`);
      expect(found).toMatchObject({ parts });
      // A cluster that had come up whole all the same is what was asked for.
      if (found?.state !== 'up')
        expect(problems).toContainEqual(
          expect.stringMatching(/^Leftovers of an interrupted cluster “killed” \(.*essaim-killed-/),
        );
      expect(await runCli(['down', '--name', 'killed'])).toMatchObject({ exitStatus: 0 });
      expect(await partsOn(privateDocker(), 'killed')).toEqual([]);
    },
  );

  test('by a full disk says so and leaves nothing', async () => {
    const { socket, docker } = await startSecondEngine(await dataFolder('150m'));
    const result = await runCli(['up', '--name', 'full', ...small], { socket });
    expectFault(result, 5, /The disk of the engine .* is full: free some space/);
    expect(await partsOn(docker)).toEqual([]);
  });

  test('by an engine that dies says so, and what is left is found and cleared once it is back', async () => {
    const dataRoot = await dataFolder();
    const dying = await startSecondEngine(dataRoot);
    const command = startCli(['up', '--name', 'orphan', '--memory', '512'], { socket: dying.socket });
    await command.said(network);
    await sleep(300);
    await killEngine(dying);
    expectFault(await command.result, 5, /The engine .* no longer answers .*start Docker again/);
    await dying.stop();

    const { socket, docker } = await startSecondEngine(dataRoot);
    const parts = await partsOn(docker);
    expect(parts).toContain('essaim-orphan-network');
    const { problems } = await doctor(socket);
    expect(problems).toContainEqual(expect.stringContaining(`“orphan” (${[...new Set(parts)].join(', ')})`));
    expect(await runCli(['down', '--name', 'orphan'], { socket })).toMatchObject({ exitStatus: 0 });
    expect(await partsOn(docker)).toEqual([]);
  });
});
