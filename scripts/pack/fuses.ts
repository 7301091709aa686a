// The one fuse that electron-builder.yml cannot set, as the Electron of the tests does not have it yet.
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { Configuration } from 'electron-builder';

/** On top of electron-builder.yml's: pages of file: get no more than other pages, from Electron 29 on. */
export async function latestFuses(program: string): Promise<NonNullable<Configuration['electronFuses']>> {
  const wire: Partial<Record<FuseV1Options, unknown>> = await getCurrentFuseWire(program);
  const hasIt = wire[FuseV1Options.GrantFileProtocolExtraPrivileges] !== undefined;
  return hasIt ? { grantFileProtocolExtraPrivileges: false } : {};
}
