import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { execa } from 'execa';
import { beforeEach, describe, expect, it } from 'vitest';
import { dependenciesOf, makeInitrd } from '../../../scripts/appliance/initrd';
import { scratchFolder } from '../../helpers/scratch';

/** A module's file, as far as its description goes. */
function module(...depends: string[]): Buffer {
  return Buffer.from(`\x7fELF\0\xff\0license=GPL\0depends=${depends.join(',')}\0name=x\0`, 'latin1');
}

describe('a module', () => {
  it.each([
    [[], []],
    [['virtio'], ['virtio']],
    [
      ['virtio-ring', 'virtio_pci'],
      ['virtio_ring', 'virtio_pci'],
    ],
  ])('that depends on %j says so', (depends, expected) => {
    expect(dependenciesOf(module(...depends))).toEqual(expected);
  });

  it('that says nothing depends on nothing', () => {
    expect(dependenciesOf(Buffer.from('no module at all'))).toEqual([]);
    expect(dependenciesOf(Buffer.from('\0softdepends=a\0nodepends=b\0'))).toEqual([]);
  });
});

describe('the initrd', () => {
  let root = '';
  let init = '';
  beforeEach(async () => {
    root = await scratchFolder();
    init = join(root, 'init');
    await put('init', '#!/bin/sh\n');
    await put('usr/bin/busybox', 'busybox');
    const kernel = 'usr/lib/modules/6.1.0-50-amd64';
    await put(`${kernel}/kernel/drivers/net/virtio_net.ko`, module('net_failover', 'virtio-ring', 'crc32'));
    await put(`${kernel}/kernel/drivers/net/net_failover.ko`, module('failover'));
    await put(`${kernel}/kernel/net/core/failover.ko`, module());
    await put(`${kernel}/kernel/drivers/virtio/virtio-ring.ko`, module());
    await put(`${kernel}/kernel/fs/ext4.ko`, module('crc32'));
    await put(`${kernel}/kernel/fs/unwanted.ko`, module());
    await put(`${kernel}/modules.builtin`, 'kernel/lib/crc32.ko\n');
  });

  async function put(path: string, content: string | Buffer): Promise<void> {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }

  /** Names of the modules, in the order that the init script loads them in. */
  async function orderOf(modules: string[]): Promise<string[]> {
    const text = gunzipSync(await makeInitrd({ root, init, modules })).toString('latin1');
    const list = /modules\/order\0+((?:[a-z0-9_]+\.ko\n)*)/.exec(text)?.[1] ?? '';
    return list.split('\n').filter(Boolean);
  }

  it('has what is wanted after what it depends on, once, and nothing that is built in', async () => {
    expect(await orderOf(['virtio_net', 'ext4', 'virtio-ring', 'crc32'])).toEqual([
      ...['failover.ko', 'net_failover.ko', 'virtio_ring.ko', 'virtio_net.ko', 'ext4.ko'],
    ]);
  });

  it('is the same each time', async () => {
    const make = () => makeInitrd({ root, init, modules: ['ext4'] });
    expect(await make()).toEqual(await make());
  });

  it.skipIf(!existsSync('/usr/bin/busybox'))(
    'holds busybox, its applets, the script and the modules',
    async () => {
      const input = gunzipSync(await makeInitrd({ root, init, modules: ['virtio_net'] }));
      const { stdout } = await execa('busybox', ['cpio', '-t'], { input });
      const names = stdout.split('\n');
      for (const name of [
        'init',
        'bin/busybox',
        'bin/sh',
        'bin/switch_root',
        'modules/virtio_net.ko',
        'modules/order',
      ])
        expect(names).toContain(name);
      expect(names).not.toContain('modules/unwanted.ko');
      // The kernel makes no folders by itself.
      for (const name of names.filter((each) => each.includes('/')))
        expect(names.indexOf(dirname(name))).toBeLessThan(names.indexOf(name));
    },
  );

  it.skipIf(!existsSync('/usr/bin/xz'))('unpacks modules that the kernel’s package has packed', async () => {
    const { stdout } = await execa('xz', ['-c'], { input: module('ext4'), encoding: 'buffer' });
    await put('usr/lib/modules/6.1.0-50-amd64/kernel/fs/packed.ko.xz', Buffer.from(stdout));
    expect(await orderOf(['packed'])).toEqual(['ext4.ko', 'packed.ko']);
    const initrd = gunzipSync(await makeInitrd({ root, init, modules: ['packed'] }));
    expect(initrd.includes(module('ext4'))).toBe(true);
  });

  it('is not made of a kernel without a module that is wanted, or without a kernel', async () => {
    await expect(orderOf(['btrfs'])).rejects.toThrow('the kernel has no module btrfs');
    const empty = await scratchFolder();
    await mkdir(join(empty, 'usr/lib/modules'), { recursive: true });
    await expect(makeInitrd({ root: empty, init, modules: [] })).rejects.toThrow('there is no kernel in');
  });

  it('runs the script that it was given', async () => {
    const text = gunzipSync(await makeInitrd({ root, init, modules: [] })).toString('latin1');
    expect(text).toContain(await readFile(init, 'latin1'));
  });
});
