import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { chooseEngine, type ChooseOptions, decideEngine } from '../../main/engine/choose';
import { writeRecord } from '../../main/engine/embedded/record';
import { ownerMark } from '../../main/engine/owner';
import { silentLog } from '../../main/log/log';
import { scratchFolder } from '../helpers/scratch';
import { chooseContext, writeContext } from './docker/context-files';
import { type Answers, fakeEngine } from './docker/fake-engine';
import { anyMachine } from './embedded/any-machine';
import { program, says, writeQemu } from './embedded/fake-qemu';

let top = '';
let options: ChooseOptions;

beforeEach(async () => {
  top = await scratchFolder();
  const appliance = { architecture: 'x64', inputs: '', images: { node: 'essaim/node:1', gateway: 'g' } };
  await writeFile(join(top, 'appliance.json'), JSON.stringify(appliance));
  options = {
    ...{
      wish: 'auto',
      purpose: 'keep',
      name: 'labo',
      log: silentLog,
      nodeImage: () => Promise.resolve('essaim/node:1'),
    },
    ...{ appliance: top, machines: join(top, 'machines'), cache: join(top, 'cache') },
    environment: {
      HOME: top,
      ESSAIM_QEMU: join(await writeQemu(says('10.0.2')), program),
    },
  };
  await dockerAt(`unix://${join(top, 'none.sock')}`);
});

/** The docker context in use names this engine: no usual socket of the test's machine is looked at. */
async function dockerAt(host: string): Promise<void> {
  await writeContext(join(top, '.docker'), 'school', { Host: host });
  await chooseContext(join(top, '.docker'), 'school');
}

const info = {
  ...{ OSType: 'linux', OperatingSystem: 'Debian', Architecture: 'x86_64', KernelVersion: '6.1.0' },
  ...{ CgroupVersion: '2', NCPU: 4, MemTotal: 8e9 },
};

/** A Docker Engine with the node image, in which `printed` is what the probe's container prints. */
async function docker(fields: Partial<typeof info> = {}, printed = 'ipvs=yes\n') {
  const header = Buffer.alloc(8);
  header[0] = 1; // standard output
  header.writeUInt32BE(printed.length, 4);
  const answers: Answers = {
    'GET /_ping': { body: 'OK' },
    'GET /info': { body: { ...info, ...fields } },
    'GET /version': { body: { Version: '26.1.5', ApiVersion: '1.45' } },
    'POST /containers/create': { status: 201, body: { Id: 'c1' } },
    'POST /containers/c1/start': { status: 204 },
    'POST /containers/c1/wait': { body: { StatusCode: 0 } },
    'GET /containers/c1/logs': { body: Buffer.concat([header, Buffer.from(printed)]) },
    'DELETE /containers/c1': { status: 204 },
  };
  const { socket, asked } = await fakeEngine(answers);
  const endpoint = `unix://${socket}`;
  await dockerAt(endpoint);
  return { endpoint, asked };
}

/** A machine that is running, as far as its record tells. */
async function running(name = 'labo'): Promise<void> {
  const mark = { qemu: ownerMark(), owner: ownerMark() };
  const { folder, record } = await anyMachine(options.machines, name, mark);
  await writeRecord(folder, record);
}

/** What is taken, and why. */
async function decided(fields: Partial<ChooseOptions> = {}): Promise<[taken: string, why: string]> {
  const decision = await decideEngine({ ...options, ...fields });
  const taken = decision.kind === 'there' ? decision.engine.endpoint : 'launch';
  return [taken, decision.why.text];
}

const withHost = (host: string): Partial<ChooseOptions> => ({
  environment: { ...options.environment, DOCKER_HOST: host },
});
const machine = 'tcp://localhost:40000';
const noQemu = (): Partial<ChooseOptions> => ({
  environment: { ...options.environment, ESSAIM_QEMU: '/nowhere/qemu' },
});

describe('who asks for docker', () => {
  it('gets it, also where a machine runs and whatever it lacks', async () => {
    await running();
    const { endpoint, asked } = await docker({ MemTotal: 1e9 }, 'ipvs=no\n');
    expect(await decided({ wish: 'docker' })).toEqual([endpoint, 'engine:chosenAsked']);
    expect(asked).toEqual(['GET /_ping']);
  });

  it('gets no other where it is silent', async () => {
    await running();
    await expect(decided({ wish: 'docker' })).rejects.toMatchObject({
      kind: 'no-engine',
      text: 'engine:silent',
    });
  });
});

describe('who asks for embedded', () => {
  it('gets a machine of its own, though Docker is there and DOCKER_HOST names it', async () => {
    const { endpoint, asked } = await docker();
    expect(await decided({ wish: 'embedded', ...withHost(endpoint) })).toEqual([
      'launch',
      'engine:chosenAsked',
    ]);
    expect(asked).toEqual([]);
  });

  it('gets the machine of that name where it runs', async () => {
    await running();
    expect(await decided({ wish: 'embedded' })).toEqual([machine, 'engine:chosenRunning']);
    expect(await decided({ wish: 'embedded', name: 'other' })).toEqual(['launch', 'engine:chosenAsked']);
  });
});

describe('where nothing is asked for', () => {
  it('DOCKER_HOST wins over all, and over a machine that runs', async () => {
    await running();
    const { endpoint } = await docker({ MemTotal: 1e9 }, 'ipvs=no\n');
    expect(await decided(withHost(endpoint))).toEqual([endpoint, 'engine:chosenHost']);
    await expect(decided(withHost('unix:///nowhere/docker.sock'))).rejects.toMatchObject({
      kind: 'no-engine',
    });
  });

  it('a machine that runs wins over Docker', async () => {
    await running();
    const { asked } = await docker();
    expect(await decided()).toEqual([machine, 'engine:chosenRunning']);
    expect(await decided({ purpose: 'find' })).toEqual([machine, 'engine:chosenRunning']);
    expect(asked).toEqual([]);
  });

  it('Docker is taken where it can do all', async () => {
    const { endpoint } = await docker();
    expect(await decided()).toEqual([endpoint, 'engine:chosenDocker']);
  });

  it('Docker is taken where that cannot be told yet', async () => {
    const { endpoint, asked } = await docker();
    expect(await decided({ nodeImage: undefined })).toEqual([endpoint, 'engine:chosenDocker']);
    expect(asked).not.toContain('POST /containers/create');
  });

  it.each([
    ['routing mesh', {}, 'ipvs=no\n', 'engine:chosenNoMesh'],
    ['Linux', { OSType: 'windows' }, '', 'engine:chosenNotLinux'],
    ['memory', { MemTotal: 1.4e9 }, '', 'engine:chosenSmall'],
  ] as const)('a machine takes the place of a Docker without %s', async (_, fields, printed, why) => {
    const { endpoint } = await docker(fields, printed);
    const decision = await decideEngine(options);
    expect(decision).toMatchObject({ kind: 'launch', why: { text: why, values: { endpoint } } });
    // But only where one can be launched.
    const lacking = [endpoint, 'engine:chosenDocker'];
    expect(await decided(noQemu())).toEqual(lacking);
    expect(await decided({ appliance: join(top, 'none') })).toEqual(lacking);
  });

  it('Docker is not asked what it can do where only what is there is looked for', async () => {
    const { endpoint, asked } = await docker({}, 'ipvs=no\n');
    expect(await decided({ purpose: 'find' })).toEqual([endpoint, 'engine:chosenDocker']);
    expect(asked).toEqual(['GET /_ping']);
  });

  it('a machine is launched where no Docker answers', async () => {
    expect(await decided()).toEqual(['launch', 'engine:chosenNoDocker']);
    expect(await decided(noQemu())).toEqual(['launch', 'engine:chosenNoDocker']);
  });

  it('without Docker and without an appliance it is Docker that is missing', async () => {
    await rm(join(top, 'appliance.json'));
    await expect(decided()).rejects.toMatchObject({ kind: 'no-engine', text: 'engine:silent' });
  });

  it('what is wrong with Docker’s own files is said, and nothing else tried', async () => {
    await writeFile(join(top, '.docker', 'config.json'), '{');
    await expect(decided()).rejects.toMatchObject({ text: 'engine:badDockerConfig' });
  });
});

describe('the choice', () => {
  it('is none where nothing is to be launched', async () => {
    expect(await chooseEngine({ ...options, purpose: 'find' })).toBeUndefined();
    expect(await chooseEngine({ ...options, purpose: 'find', wish: 'embedded' })).toBeUndefined();
  });

  it('is what is there', async () => {
    const { endpoint } = await docker();
    expect(await chooseEngine(options)).toMatchObject({ engine: { kind: 'docker', endpoint } });
    await running();
    const choice = await chooseEngine(options);
    expect(choice?.engine).toMatchObject({ kind: 'embedded', foundBy: 'machine labo' });
    await choice?.engine.close();
  });

  it('says what a launch lacks', async () => {
    const launching = chooseEngine({ ...options, ...noQemu() });
    await expect(launching).rejects.toMatchObject({ kind: 'missing-tool', text: 'embedded:qemuBroken' });
    await expect(
      chooseEngine({ ...options, wish: 'embedded', appliance: join(top, 'none') }),
    ).rejects.toMatchObject({ text: 'embedded:noAppliance' });
  });
});
