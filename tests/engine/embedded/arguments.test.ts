import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  argumentsOf,
  type Places,
  probeArguments,
  settingOf,
  type Shape,
} from '../../../main/engine/embedded/arguments';
import { connectQmp } from '../../../main/engine/embedded/qmp';
import { scratchFolder } from '../../helpers/scratch';
import { anySetting } from './any-machine';

const shape: Shape = { architecture: 'x64', accelerator: 'tcg', cpus: 2, memory: 1280 };

function placesIn(folder: string): Places {
  const at = (name: string): string => join(folder, name);
  return {
    ...{ kernel: at('vmlinuz'), initrd: at('initrd'), disk: at('disk.qcow2') },
    ...{ qmp: at('qmp'), control: at('control'), serial: at('serial.log'), name: 'essaim-labo' },
  };
}

/** What stands after the flag, each time that it is there. */
function valuesOf(flag: string, list: string[]): string[] {
  return list.flatMap((word, index) => (word === flag ? [list[index + 1] ?? ''] : []));
}

const list = argumentsOf(shape, placesIn('/p'), 'boot');
const [kernelWords = ''] = valuesOf('-append', list);

describe('the argument list', () => {
  it('names the exact version of the machine, without a HPET', () => {
    expect(valuesOf('-machine', list)).toEqual(['pc-i440fx-10.0,hpet=off,memory-backend=ram0']);
    expect(valuesOf('-object', list)).toEqual(['memory-backend-ram,id=ram0,size=1280M']);
  });

  it('has the guest take its time from QEMU', () => {
    expect(kernelWords.split(' ')).toContain('clocksource=acpi_pm');
    expect(kernelWords).toContain('console=ttyS0');
  });

  it('has no screen, no port and no network boot', () => {
    expect(valuesOf('-vga', list)).toEqual(['none']);
    expect(valuesOf('-display', list)).toEqual(['none']);
    expect(list).toContain('-nodefaults');
    expect(list.join(' ')).not.toMatch(/hostfwd|tcp:|:\d{2,}/);
    expect(list).toContain('virtio-net-pci,netdev=net,romfile=');
  });

  it('tells the kernel of a restore, so that its random numbers are new', () => {
    expect(valuesOf('-device', list)).toContain('vmgenid,guid=auto');
  });

  it('is the same for a restore, which waits for the memory', () => {
    expect(argumentsOf(shape, placesIn('/p'), 'restore')).toEqual([...list, '-incoming', 'defer']);
  });

  it('doubles commas where QEMU reads options', () => {
    const commas = argumentsOf(shape, { ...placesIn('/a,b'), name: 'essaim-a,b' }, 'boot');
    expect(valuesOf('-name', commas)).toEqual(['guest=essaim-a,,b']);
    expect(valuesOf('-drive', commas)[0]).toMatch(/^file=\/a,,b\/disk.qcow2,if=none,/);
    expect(valuesOf('-chardev', commas)[0]).toContain('path=/a,,b/control,');
    expect(valuesOf('-qmp', commas)[0]).toMatch(/^unix:\/a,,b\/qmp,server=on/);
    for (const [flag, value] of Object.entries({ '-kernel': '/a,b/vmlinuz', '-initrd': '/a,b/initrd' }))
      expect(valuesOf(flag, commas)).toEqual([value]);
    expect(valuesOf('-serial', commas)).toEqual(['file:/a,b/serial.log']);
  });

  it('of arm64 is of its own board', () => {
    const arm = argumentsOf({ ...shape, architecture: 'arm64' }, placesIn('/p'), 'boot');
    expect(valuesOf('-machine', arm)).toEqual(['virt-10.0,memory-backend=ram0']);
    expect(valuesOf('-append', arm)[0]).toContain('console=ttyAMA0');
    expect(arm.join(' ')).not.toMatch(/acpi_pm|hpet|vmgenid/);
  });

  it.each([
    ['tcg', 'tcg,thread=multi,tb-size=512', 'max'],
    ['kvm', 'kvm', 'host'],
    ['hvf', 'hvf', 'host'],
    ['whpx', 'whpx', 'max'],
  ] as const)('of %s has the accelerator %s and the processor %s', (accelerator, expected, cpu) => {
    const words = argumentsOf({ ...shape, accelerator }, placesIn('/p'), 'boot');
    expect([valuesOf('-accel', words), valuesOf('-cpu', words)]).toEqual([[expected], [cpu]]);
  });

  it('of a trial is as little as boots the kernel', () => {
    const words = probeArguments({ ...shape, accelerator: 'kvm' }, '/p/vmlinuz', '/p/initrd');
    expect(valuesOf('-append', words)[0]).toContain('essaim.probe');
    expect(valuesOf('-machine', words)).toEqual(['pc-i440fx-10.0,hpet=off']);
    expect([valuesOf('-accel', words), valuesOf('-m', words)]).toEqual([['kvm'], ['256']]);
    for (const flag of ['-drive', '-netdev', '-qmp']) expect(words).not.toContain(flag);
  });
});

describe('the setting', () => {
  const setting = settingOf(shape, anySetting.qemu);

  it.each(['/p', '/elsewhere/on a, laptop'])('is of the list, whatever its places: %s', (folder) => {
    const places = placesIn(folder);
    let text = argumentsOf(shape, places, 'boot').join('\0');
    for (const place of Object.values(places) as string[])
      text = text.replace(place, '').replace(place.replaceAll(',', ',,'), '');
    expect(createHash('sha256').update(text).digest('hex')).toBe(setting.arguments);
  });

  it('says what is in the list', () => {
    expect(setting).toMatchObject({
      ...{ machine: 'pc-i440fx-10.0,hpet=off', cpu: 'max', cpus: 2, memory: 1280, accelerator: 'tcg' },
      qemu: anySetting.qemu,
      host: { architecture: process.arch, platform: process.platform },
      capabilities: ['mapped-ram'],
    });
    expect(settingOf({ ...shape }, anySetting.qemu)).toEqual(setting);
  });

  it.each<Partial<Shape>>([{ memory: 2048 }, { cpus: 4 }, { accelerator: 'kvm' }, { architecture: 'arm64' }])(
    'is another one with %j',
    (other) => {
      expect(settingOf({ ...shape, ...other }, anySetting.qemu).arguments).not.toBe(setting.arguments);
    },
  );
});

/** A kernel's header (x86 boot protocol 2.12), and nothing that could run. */
function emptyKernel(): Buffer {
  const kernel = Buffer.alloc(64 * 1024);
  kernel[0x1f1] = 1; // sectors of the part for real mode
  kernel.write('HdrS', 0x202);
  kernel.writeUInt16LE(0x20c, 0x206);
  kernel[0x211] = 1; // loaded high
  kernel.writeUInt32LE(0x7fffffff, 0x22c); // highest address of the initrd
  return kernel;
}

const qemu = '/usr/bin/qemu-system-x86_64';

describe.skipIf(!existsSync(qemu))('a real QEMU', () => {
  it.each([
    ['boot', 'prelaunch'],
    ['restore', 'inmigrate'],
  ] as const)(
    'takes the list to %s, commas and spaces in paths included',
    { timeout: 30_000 },
    async (how, status) => {
      const folder = join(await scratchFolder(), 'a, b');
      await mkdir(folder);
      const places = placesIn(folder);
      await writeFile(places.kernel, emptyKernel());
      await writeFile(places.initrd, 'initrd');
      await execa('qemu-img', ['create', '-q', '-f', 'qcow2', places.disk, '1M']);
      const words = argumentsOf({ ...shape, memory: 64 }, places, how);
      const child = spawn(qemu, [...words, '-S'], { stdio: ['ignore', 'ignore', 'pipe'] });
      onTestFinished(() => void child.kill('SIGKILL'));
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
      const gone = new AbortController();
      const exited = once(child, 'exit').then(() => gone.abort());
      const qmp = await connectQmp(places.qmp, { patience: 20_000, signal: gone.signal }).catch(() =>
        expect.fail(said),
      );
      expect(await qmp.execute('query-status')).toMatchObject({ status });
      await qmp.execute('quit');
      await exited;
      expect([said, await readFile(places.serial, 'utf8')]).toEqual(['', '']);
    },
  );
});
