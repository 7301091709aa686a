// What a Docker Engine is and can do: asked, where asking is enough; tried in a container, where it is not.
import type Docker from 'dockerode';
import { z } from 'zod';
import type { Ability, EngineProbe } from '../engine';
import { statusOf } from '../runner';

const infoSchema = z.object({
  OperatingSystem: z.string(),
  Architecture: z.string(),
  KernelVersion: z.string(),
  CgroupVersion: z.string().optional(),
  NCPU: z.number(),
  MemTotal: z.number(),
});

/** Prints three facts of the engine's machine, in KiB; `genl` makes the kernel load IP_VS where it has it. */
const question = `
genl ctrl get name IPVS >/dev/null 2>&1 && echo ipvs=yes || echo ipvs=no
awk '/^MemAvailable:/ { print "memory=" $2 }' /proc/meminfo
df -Pk / | awk 'NR == 2 { print "disk=" $4 }'
`;

export async function probe(api: Docker, image?: string): Promise<EngineProbe> {
  const [version, rawInfo] = await Promise.all([api.version(), api.info() as Promise<unknown>]);
  const info = infoSchema.parse(rawInfo);
  const answers = image === undefined ? undefined : await ask(api, image);
  return {
    version: version.Version,
    apiVersion: version.ApiVersion,
    operatingSystem: info.OperatingSystem,
    architecture: info.Architecture,
    kernel: info.KernelVersion,
    // The field came with API 1.41; older engines know cgroup v1 alone.
    cgroup: info.CgroupVersion === '2' ? 'v2' : 'v1',
    cpus: info.NCPU,
    memory: info.MemTotal,
    freeMemory: bytesOf(answers, 'memory'),
    freeDisk: bytesOf(answers, 'disk'),
    routingMesh: routingMesh(answers, info.KernelVersion),
  };
}

/** Runs the question in a container of its own, which is gone afterwards; undefined where the image is not loaded. */
async function ask(api: Docker, image: string): Promise<string | undefined> {
  let container: Docker.Container;
  try {
    container = await api.createContainer({
      Image: image,
      Entrypoint: ['sh', '-c', question],
      Labels: { 'io.essaim.part': 'probe' },
      HostConfig: { NetworkMode: 'none' },
    });
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
  try {
    await container.start();
    await container.wait();
    return (await container.logs({ stdout: true })).toString('utf8');
  } finally {
    await container.remove({ force: true, v: true });
  }
}

/** The multiplication stands here because awk would print a large product as 1.6e+10. */
function bytesOf(answers: string | undefined, name: string): number | undefined {
  const found = answers?.match(new RegExp(`${name}=(\\d+)`))?.[1];
  return found === undefined ? undefined : Number(found) * 1024;
}

function routingMesh(answers: string | undefined, kernel: string): Ability {
  if (answers === undefined) return { kind: 'unknown', why: { text: 'engine:noImageYet', values: {} } };
  return answers.includes('ipvs=yes')
    ? { kind: 'yes' }
    : { kind: 'no', why: { text: 'engine:noIpvs', values: { kernel } } };
}
