// `essaim checkpoint` on an engine that knows one cluster; going back is tested on real nodes.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../main/cli/program';
import { labels } from '../../main/cluster/labels';
import { exitCodes, type Failure } from '../../main/failure/failure';
import { scratchFolder } from '../helpers/scratch';
import { fakeEngine } from '../engine/docker/fake-engine';

let printed = '';
let told = '';
let data: string;

beforeEach(async () => {
  printed = told = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((printed += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((told += String(text))));
  data = await scratchFolder();
  const networks = [{ Name: 'essaim-labo-network', IPAM: { Config: [{ Subnet: '10.9.0.0/24' }] } }];
  const containers = [part('gateway'), ...['node1', 'node2', 'node3'].map((name) => part('node', name))];
  const { socket } = await fakeEngine({
    'GET /_ping': { body: 'OK' },
    'GET /containers/json': { body: containers },
    'GET /networks': { body: networks },
  });
  vi.stubEnv('DOCKER_HOST', `unix://${socket}`);
  vi.stubEnv('ESSAIM_LANG', 'en');
  vi.stubEnv('ESSAIM_DATA', data);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** A container of the cluster, as the Docker API lists it. */
function part(kind: string, node?: string): object {
  const marks = { [labels.part]: kind, [labels.nodes]: '3', ...(node && { [labels.node]: node }) };
  return {
    Id: node ?? kind,
    State: 'running',
    Labels: marks,
    Ports: [{ PrivatePort: 1080, Type: 'tcp', PublicPort: 40_000 }],
    NetworkSettings: { Networks: { 'essaim-labo-network': { IPAddress: '10.9.0.11' } } },
  };
}

function checkpoint(...words: string[]): Promise<number> {
  return run(['checkpoint', ...words], new AbortController().signal);
}

async function failureOf(...words: string[]): Promise<{ status: number; sentence: string }> {
  const failure = await checkpoint(...words).then(
    (status) => expect.fail(`exit status ${status}`),
    (error: unknown) => error as Failure,
  );
  return { status: exitCodes[failure.kind], sentence: failure.sentence('en') };
}

describe('list', () => {
  it('of none says so, and is an empty list as data', async () => {
    expect(await checkpoint('list')).toBe(0);
    expect(printed).toBe('The cluster “labo” has no checkpoint: `essaim checkpoint save` saves one.\n');
    printed = '';
    expect(await checkpoint('list', '--json')).toBe(0);
    expect(JSON.parse(printed)).toEqual({ cluster: 'labo', checkpoints: [] });
  });

  it('shows what was saved as a table, and as data', async () => {
    expect(await checkpoint('save', 'swarm made', '--step', 'creation')).toBe(0);
    expect(await checkpoint('save', 'début', '--lab', 'swarm-vue-d-ensemble', '--step', 'creation')).toBe(0);
    expect([printed, told]).toEqual(['', 'Checkpoint “swarm made” saved.\nCheckpoint “début” saved.\n']);
    await checkpoint('list');
    const step = 'swarm-vue-d-ensemble › creation';
    expect(printed.split('\n')).toEqual([
      expect.stringMatching(/^NAME {8}SAVED {2,}STEP {2,}SIZE$/),
      expect.stringMatching(new RegExp(`^swarm made  \\S.*\\S {2,}${step}  1\\d\\d byte$`)),
      expect.stringMatching(new RegExp(`^début {7}\\S.*\\S {2,}${step}  1\\d\\d byte$`)),
      '',
    ]);
    printed = '';
    await checkpoint('list', '--json', '--lang', 'fr');
    expect(JSON.parse(printed)).toMatchObject({
      checkpoints: [
        { name: 'swarm made', how: 'replay', step: { lab: 'swarm-vue-d-ensemble', step: 'creation' } },
        { name: 'début' },
      ],
    });
    expect(await readFile(join(data, 'checkpoints', 'labo.json'), 'utf8')).toContain('swarm made');
  });

  it('is of one cluster alone', async () => {
    await checkpoint('save', 'one', '--step', 'creation');
    await checkpoint('list', '--name', 'other');
    expect(printed).toContain('The cluster “other” has no checkpoint');
  });
});

describe('save', () => {
  it.each([
    [['save', 'one'], 2, /--step/],
    [['save', 'one', '--lab', 'swarm-vue-d-ensemble'], 2, /--lab asks for --step/],
    [['save', 'one', '--step', 'nope'], 2, /no step “nope”: choose one of .*creation/],
    [['save', 'a/b', '--step', 'creation'], 2, /1 to 60 characters/],
    [['save', '', '--step', 'creation'], 2, /1 to 60 characters/],
    [['save', 'one', '--lab', '/nowhere', '--step', 'creation'], 3, /no lab “\/nowhere”/],
  ])('%j is refused', async (words, status, sentence) => {
    expect(await failureOf(...words)).toEqual({
      status,
      sentence: expect.stringMatching(sentence) as string,
    });
    await checkpoint('list');
    expect(printed).toContain('no checkpoint');
  });
});

describe('restore', () => {
  it('of an unknown one names those there are', async () => {
    await checkpoint('save', 'one', '--step', 'creation');
    expect(await failureOf('restore', 'two')).toEqual({
      status: 2,
      sentence: 'There is no checkpoint “two”: choose one of one.',
    });
  });
});

it('without a word shows its own, in the language asked for', async () => {
  await expect(checkpoint('--help', '--lang', 'fr')).rejects.toMatchObject({ exitCode: 0 });
  for (const word of ['list', 'save', 'restore']) expect(printed).toMatch(new RegExp(`^ {2}${word} `, 'm'));
  expect(printed).not.toMatch(/display help|Commands:/);
});
