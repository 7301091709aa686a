import Docker from 'dockerode';
import { describe, expect, it } from 'vitest';
import { probe } from '../../../main/engine/docker/probe';
import { type Answers, fakeEngine } from './fake-engine';

const facts: Answers = {
  'GET /version': { body: { Version: '26.1.5', ApiVersion: '1.45' } },
  'GET /info': {
    body: {
      OperatingSystem: 'Debian',
      Architecture: 'x86_64',
      KernelVersion: '6.1.0',
      CgroupVersion: '2',
      NCPU: 4,
      MemTotal: 8e9,
    },
  },
};

/** A frame of a container's log: stream 1, length, text. */
function frame(text: string): Buffer {
  const header = Buffer.alloc(8);
  header[0] = 1;
  header.writeUInt32BE(text.length, 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

function withContainer(printed: string[]): Answers {
  return {
    ...facts,
    'POST /containers/create': { status: 201, body: { Id: 'c1' } },
    'POST /containers/c1/start': { status: 204 },
    'POST /containers/c1/wait': { body: { StatusCode: 0 } },
    'GET /containers/c1/logs': { body: Buffer.concat(printed.map(frame)) },
    'DELETE /containers/c1': { status: 204 },
  };
}

async function probed(answers: Answers, image?: string) {
  const { socket, asked } = await fakeEngine(answers);
  return { asked, result: await probe(new Docker({ socketPath: socket }), image) };
}

describe('the probe', () => {
  it('tells what asking tells, and leaves open what only a container knows', async () => {
    const { result, asked } = await probed(facts);
    expect(result).toEqual({
      version: '26.1.5',
      apiVersion: '1.45',
      operatingSystem: 'Debian',
      architecture: 'x86_64',
      kernel: '6.1.0',
      cgroup: 'v2',
      cpus: 4,
      memory: 8e9,
      freeMemory: undefined,
      freeDisk: undefined,
      routingMesh: { kind: 'unknown', why: { text: 'engine:noImageYet', values: {} } },
    });
    expect(asked.sort()).toEqual(['GET /info', 'GET /version']);
  });

  it('asks in a container, and removes it', async () => {
    const answers = withContainer(['ipvs=yes\n', 'memory=4000000\n', 'disk=90000000\n']);
    const { result, asked } = await probed(answers, 'essaim/node:1');
    expect(result).toMatchObject({
      freeMemory: 4_000_000 * 1024,
      freeDisk: 90_000_000 * 1024,
      routingMesh: { kind: 'yes' },
    });
    expect(asked.at(-1)).toBe('DELETE /containers/c1');
  });

  it('says why there is no routing mesh', async () => {
    const { result } = await probed(withContainer(['ipvs=no\n']), 'essaim/node:1');
    expect(result).toMatchObject({
      freeMemory: undefined,
      routingMesh: { kind: 'no', why: { text: 'engine:noIpvs', values: { kernel: '6.1.0' } } },
    });
  });

  it('removes the container also when it does not start', async () => {
    const answers = {
      ...withContainer([]),
      'POST /containers/c1/start': { status: 500, body: { message: 'no' } },
    };
    const { socket, asked } = await fakeEngine(answers);
    await expect(probe(new Docker({ socketPath: socket }), 'essaim/node:1')).rejects.toThrow('no');
    expect(asked.at(-1)).toBe('DELETE /containers/c1');
  });

  it('does without an image that is not loaded', async () => {
    expect((await probed(facts, 'essaim/node:1')).result.routingMesh.kind).toBe('unknown');
  });
});
