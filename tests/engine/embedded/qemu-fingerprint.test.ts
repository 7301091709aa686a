import { existsSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { findQemu, type Qemu } from '../../../main/engine/embedded/find-qemu';
import { fingerprintOf } from '../../../main/engine/embedded/qemu-fingerprint';
import { sha256OfFile } from '../../../main/images/store';
import { scratchFolder } from '../../helpers/scratch';
import { program, says, writeQemu } from './fake-qemu';

const architecture = 'x64' as const;
const real = `/usr/bin/${program}`;

describe.skipIf(process.platform === 'win32')('the fingerprint', () => {
  let cache = '';
  beforeEach(async () => {
    cache = await scratchFolder();
  });

  it('is of the file itself, and tells when it changes', async () => {
    const [folder, bin] = [await writeQemu(says('10.0.2')), await scratchFolder()];
    for (const name of [program, 'qemu-img']) await symlink(join(folder, name), join(bin, name));
    const qemu: Qemu = await findQemu({ environment: { ESSAIM_QEMU: join(bin, program) }, architecture });
    const first = await fingerprintOf(qemu, cache);
    expect(first).toEqual({
      banner: 'QEMU emulator version 10.0.2',
      sha256: await sha256OfFile(join(folder, program)),
      slirp: 'built-in',
    });
    expect(await fingerprintOf(qemu, cache)).toEqual(first);
    await writeQemu(says('10.0.2 (rebuilt)'), folder);
    const rebuilt = await sha256OfFile(join(folder, program));
    expect((await fingerprintOf(qemu, cache)).sha256).toBe(rebuilt);
    expect(rebuilt).not.toBe(first.sha256);
  });

  it.skipIf(process.platform !== 'linux' || !existsSync(real))('of a real one names libslirp', async () => {
    const qemu = await findQemu({ environment: { ESSAIM_QEMU: real }, architecture });
    expect(qemu.banner).toMatch(/^QEMU emulator version \d+\.\d+/);
    const { banner, sha256, slirp } = await fingerprintOf(qemu, cache);
    expect([banner, sha256]).toEqual([qemu.banner, await sha256OfFile(real)]);
    expect(slirp).toMatch(/^([0-9a-f]{64}|built-in)$/);
  });
});
