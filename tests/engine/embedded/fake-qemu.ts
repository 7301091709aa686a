// Scripts in place of QEMU.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../../helpers/scratch';

export const program = 'qemu-system-x86_64';

/** A folder with a program that runs `script`, and qemu-img. */
export async function writeQemu(script: string, folder?: string): Promise<string> {
  const made = folder ?? (await scratchFolder());
  await mkdir(made, { recursive: true });
  for (const name of [program, 'qemu-img']) {
    await writeFile(join(made, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(made, name), 0o755);
  }
  return made;
}

/** What `--version` prints. */
export function says(version: string): string {
  return `echo 'QEMU emulator version ${version}'; echo 'Copyright (c) 2003-2025 Fabrice Bellard'`;
}
