import { existsSync } from 'node:fs';
import { lstat, mkdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { type CpioEntry, writeCpio } from '../../../scripts/appliance/cpio';
import { scratchFolder } from '../../helpers/scratch';

const entries: CpioEntry[] = [
  { name: 'bin', mode: 0o040755, data: Buffer.alloc(0) },
  ...['', 'a', 'ab', 'abc', 'abcd'].map((text) => ({
    name: `bin/${text.length}`,
    mode: 0o100644,
    data: Buffer.from(text),
  })),
  { name: 'init', mode: 0o100755, data: Buffer.from('#!/bin/sh\n') },
  { name: 'bin/sh', mode: 0o120777, data: Buffer.from('busybox') },
  { name: 'bytes', mode: 0o100600, data: Buffer.from(Array.from({ length: 1000 }, (_, at) => at % 256)) },
];

describe('a cpio archive', () => {
  it('is the same each time, in multiples of four bytes', () => {
    const bytes = writeCpio(entries);
    expect(
      writeCpio(structuredClone(entries).map((entry) => ({ ...entry, data: Buffer.from(entry.data) }))),
    ).toEqual(bytes);
    expect(bytes.length % 4).toBe(0);
    expect(bytes.subarray(0, 6).toString()).toBe('070701');
  });

  it.skipIf(!existsSync('/usr/bin/busybox'))('is read back by busybox as it was written', async () => {
    const folder = join(await scratchFolder(), 'unpacked');
    await mkdir(folder);
    const cpio = (...flags: string[]) =>
      execa('busybox', ['cpio', ...flags], { input: writeCpio(entries), cwd: folder });
    const { stdout } = await cpio('-t');
    expect(stdout.split('\n')).toEqual(entries.map(({ name }) => name));
    await cpio('-i');
    for (const { name, mode, data } of entries) {
      const found = await lstat(join(folder, name));
      expect([name, found.mode]).toEqual([name, mode]);
      if (found.isFile()) expect(await readFile(join(folder, name))).toEqual(data);
      if (found.isSymbolicLink()) expect(await readlink(join(folder, name))).toBe(data.toString());
    }
  });
});
