// Saving and restoring a guest's memory by QEMU's migration to and from a file.
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../failure/failure';
import { migrationCapabilities } from './arguments';
import type { Qmp } from './qmp';

/** Milliseconds between two looks; a restore takes 130. */
const look = 10;
/** Milliseconds until a migration counts as stuck: a slow disk writes 1 GB in 20 s. */
const limit = 120_000;

interface MigrationStatus {
  status?: string;
  'error-desc'?: string;
}

/**
 * Writes the guest's memory and devices into `file`. A running guest goes on until the last moment; it is paused when
 * this returns, and also when it throws.
 * @throws Failure `engine`: no space, or what QEMU said.
 */
export async function saveMemory(qmp: Qmp, file: string): Promise<void> {
  await prepare(qmp);
  // No limit: the target is a file, and QEMU's usual one is made for a network.
  await qmp.execute('migrate-set-parameters', { 'max-bandwidth': 0 });
  await qmp.execute('migrate', { channels: [channel(file)] });
  await finished(qmp, file);
}

/** Reads what saveMemory wrote into a QEMU that was started with `-incoming defer`; the guest is paused afterwards. */
export async function restoreMemory(qmp: Qmp, file: string): Promise<void> {
  await prepare(qmp);
  await qmp.execute('migrate-incoming', { channels: [channel(file)] });
  await finished(qmp, file);
}

async function prepare(qmp: Qmp): Promise<void> {
  const capabilities = migrationCapabilities.map((capability) => ({ capability, state: true }));
  await qmp.execute('migrate-set-capabilities', { capabilities });
}

function channel(filename: string): Record<string, unknown> {
  return { 'channel-type': 'main', addr: { transport: 'file', filename, offset: 0 } };
}

async function finished(qmp: Qmp, file: string): Promise<void> {
  const deadline = Date.now() + limit;
  for (;;) {
    const { status, 'error-desc': said = '' } = await qmp.execute<MigrationStatus>('query-migrate');
    if (status === 'completed') return;
    if (status === 'failed' || status === 'cancelled' || Date.now() > deadline) {
      if (/no space left/i.test(said)) throw new Failure('engine', 'embedded:diskFull', { file });
      throw new Failure('engine', 'embedded:migrationFailed', { file, said: said || (status ?? '') });
    }
    await sleep(look);
  }
}
