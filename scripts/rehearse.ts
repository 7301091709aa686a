// `npm run rehearse`: rehearses the French lab on the engine of this machine, or on a private dockerd where there is none.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connectDocker } from '../main/engine/docker/connect';
import { Failure } from '../main/failure/failure';
import { languageOf } from '../main/i18n/i18n';
import { startPrivateDockerd, type PrivateDockerd } from './dockerd';
import { repository } from './repository';

/** The engine's address for the rehearsal; starts a private dockerd where no engine answers and root may. */
async function engineOf(): Promise<PrivateDockerd | undefined> {
  try {
    await connectDocker(process.env);
    return undefined;
  } catch (error) {
    const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
    if (!(error instanceof Failure) || error.kind !== 'no-engine' || !isRoot || process.env.DOCKER_HOST)
      throw error;
    console.log('no Docker Engine answers: starting a private one for this rehearsal');
    return startPrivateDockerd();
  }
}

async function main(): Promise<number> {
  const dockerd = await engineOf();
  const env = dockerd ? { ...process.env, DOCKER_HOST: `unix://${dockerd.socket}` } : process.env;
  const arguments_ = [repository('scripts', 'essaim.mjs'), 'rehearse', ...process.argv.slice(2)];
  const child = spawn(process.execPath, arguments_, { env, stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; this process waits for its clean-up and then does its own.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  try {
    const [status] = (await once(child, 'exit')) as [number | null];
    return status ?? 1;
  } finally {
    await dockerd?.stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Failure ? error.sentence(languageOf(process.env)) : error);
  process.exitCode = error instanceof Failure ? 4 : 70;
}
