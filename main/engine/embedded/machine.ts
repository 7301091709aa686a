// A launched machine: its clock, its door, its memory, its end.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../failure/failure';
import { snapshotFiles } from './appliance';
import type { DoorKeys } from './door';
import { makeKeys } from './keys';
import { forward, type Launched } from './launch';
import { codeOf } from '../runner';
import { saveMemory } from './migration';
import type { MachineFolder } from './record';

/** Port of the machine that the door listens on (assets/appliance/files/etc/haproxy). */
const doorPort = 2376;
/** Milliseconds that the agent may take for what costs a program's start under emulation, on a busy laptop. */
const agentLimit = 20_000;
/** Milliseconds from a restore to the agent's first answer, which takes 60: a guest that is silent longer hangs. */
export const firstAnswerLimit = 8_000;

/** Sets the guest's clock to ours; it is behind by as long as the guest did not run. */
export async function setClock({ control }: Launched, limit = agentLimit): Promise<void> {
  await control.ask('clock', (Date.now() / 1000).toFixed(3), limit);
}

/** Seconds that the guest's clock is behind ours, half of the question's time taken off. */
export async function clockLag({ control }: Launched): Promise<number> {
  const asked = Date.now();
  const there = Number(await control.ask('time', '', agentLimit));
  return (asked + Date.now()) / 2000 - there;
}

/** Opens the door with new keys, which may be in the making, and returns ours; the one before is closed. */
export async function unlock(
  launched: Launched,
  folder: MachineFolder,
  making = makeKeys(),
): Promise<DoorKeys> {
  const [keys, port] = await Promise.all([making, forward(launched.qmp, doorPort)]);
  const bundle = [keys.ca, '=====', keys.server.certificate, keys.server.key, ''].join('\n');
  await Promise.all([
    launched.control.ask('keys', bundle.replaceAll('\n', '|'), agentLimit),
    writeKeys(folder, keys.ca, keys.client),
  ]);
  return { port, ca: keys.ca, certificate: keys.client.certificate, key: keys.client.key };
}

/** The form that the docker CLI reads (`DOCKER_CERT_PATH`), for the learner's own shell and for other processes of ours. */
async function writeKeys(
  folder: MachineFolder,
  ca: string,
  { certificate, key }: { certificate: string; key: string },
): Promise<void> {
  await mkdir(folder.keys, { recursive: true, mode: 0o700 });
  const put = (name: string, text: string): Promise<void> =>
    writeFile(join(folder.keys, name), text, { mode: 0o600 });
  await Promise.all([put('ca.pem', ca), put('cert.pem', certificate), put('key.pem', key)]);
}

/**
 * Saves memory and disk into `target`, of one and the same moment. The guest runs on afterwards, whatever happens.
 * @throws Failure `engine`; what was written so far is removed.
 */
export async function saveMachine({ qmp }: Launched, from: { disk: string }, target: string): Promise<void> {
  const memory = join(target, snapshotFiles.memory);
  const disk = join(target, snapshotFiles.disk);
  try {
    await saveMemory(qmp, memory);
    // QEMU has written its own caches out when it paused the guest, so the file is whole.
    await copyFile(from.disk, disk, constants.COPYFILE_FICLONE);
  } catch (cause) {
    await Promise.all([memory, disk].map((file) => rm(file, { force: true })));
    if (codeOf(cause) !== 'ENOSPC') throw cause;
    throw new Failure('engine', 'embedded:diskFull', { file: target }, { cause });
  } finally {
    await qmp.execute('cont');
  }
}
