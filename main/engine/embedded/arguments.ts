// QEMU's argument list: pure, with the reason beside each flag. What a snapshot depends on is derived from it.
import { createHash } from 'node:crypto';
import { arch, cpus, platform } from 'node:os';
import { MANIFEST_FORMAT, type Setting } from './manifest';
import type { QemuFingerprint } from './qemu-fingerprint';
import type { Accelerator, GuestSize } from './size';

export type GuestArchitecture = 'x64' | 'arm64';

/** What the guest is, whatever it is called and wherever its files are. */
export interface Shape extends GuestSize {
  architecture: GuestArchitecture;
  accelerator: Accelerator;
}

/** Files and sockets of one launch. */
export interface Places {
  kernel: string;
  initrd: string;
  /** The launch's own overlay. */
  disk: string;
  /** Sockets: QEMU's control protocol, and the guest's agent. */
  qmp: string;
  control: string;
  /** What the kernel prints. */
  serial: string;
  /** What the process is called in a list of processes. */
  name: string;
}

interface Board {
  machine: string;
  console: string;
  /** Flags of the kernel's command line. */
  kernel: string[];
  devices: string[];
}

const boards: Record<GuestArchitecture, Board> = {
  x64: {
    // The exact version, not `pc`: a snapshot of another one is refused. HPET off: it wakes QEMU 250 times a second.
    machine: 'pc-i440fx-10.0,hpet=off',
    console: 'ttyS0',
    // Time from QEMU's own timer. Under emulation the TSC is the host's: a snapshot restored on a machine with another
    // frequency would keep wrong time for ever. Measured: no slower than the TSC.
    kernel: ['clocksource=acpi_pm'],
    // Tells the kernel that it was restored, so that no two restores draw the same random numbers.
    devices: ['-device', 'vmgenid,guid=auto'],
  },
  arm64: { machine: 'virt-10.0', console: 'ttyAMA0', kernel: [], devices: [] },
};

/** MiB of translated code that is kept: 256 to 512 is the flat bottom of measured curves, 32 is three times slower. */
const translationBuffer = 512;

export const migrationCapabilities = ['mapped-ram'];

export function argumentsOf(shape: Shape, places: Places, how: 'boot' | 'restore'): string[] {
  const board = boards[shape.architecture];
  const { cpus: processors, memory } = shape;
  const kernel = [
    `console=${board.console}`,
    // A guest that panics ends, and with -no-reboot QEMU ends with it.
    'panic=-1',
    'quiet',
    // One user, whose machine it is: what the mitigations protect from is not there, and emulation pays for them.
    'mitigations=off',
    // Huge pages of few bytes make a snapshot larger.
    'transparent_hugepage=never',
    'apparmor=0',
    ...board.kernel,
  ];
  return [
    ...['-name', `guest=${escaped(places.name)}`],
    // Nothing that is not asked for: no screen, no network boot, no user's own configuration.
    ...['-nodefaults', '-no-user-config', '-vga', 'none', '-display', 'none', '-no-reboot'],
    // QEMU gives up what it never needs: starting programs, other users' rights.
    ...(platform() === 'linux'
      ? ['-sandbox', 'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny']
      : []),
    ...['-accel', acceleratorOf(shape)],
    ...['-cpu', cpuOf(shape), '-smp', String(processors), '-m', String(memory)],
    ...['-machine', `${board.machine},memory-backend=ram0`],
    ...['-object', `memory-backend-ram,id=ram0,size=${memory}M`],
    ...['-kernel', places.kernel, '-initrd', places.initrd, '-append', kernel.join(' ')],
    // The overlay dies with the launch: nothing is gained by waiting for the disk.
    ...['-drive', `file=${escaped(places.disk)},if=none,id=disk,format=qcow2,cache=unsafe,discard=unmap`],
    ...['-device', 'virtio-blk-pci,drive=disk'],
    // User network: no rights needed. The door's port is forwarded at run time, as it is another one each time.
    ...['-netdev', 'user,id=net', '-device', 'virtio-net-pci,netdev=net,romfile='],
    ...['-device', 'virtio-serial-pci'],
    ...['-chardev', `socket,id=control,path=${escaped(places.control)},server=on,wait=off`],
    ...['-device', 'virtserialport,chardev=control,name=essaim'],
    ...board.devices,
    ...['-serial', `file:${places.serial}`],
    ...['-qmp', `unix:${escaped(places.qmp)},server=on,wait=off`],
    ...(how === 'restore' ? ['-incoming', 'defer'] : []),
  ];
}

/** As little as boots a kernel: for finding out whether an accelerator does. */
export function probeArguments(shape: Shape, kernel: string, initrd: string): string[] {
  const board = boards[shape.architecture];
  return [
    ...['-nodefaults', '-no-user-config', '-vga', 'none', '-display', 'none', '-no-reboot'],
    ...['-accel', acceleratorOf(shape), '-cpu', cpuOf(shape), '-m', '256', '-machine', board.machine],
    ...['-kernel', kernel, '-initrd', initrd],
    ...['-append', `console=${board.console} panic=-1 quiet essaim.probe`, '-serial', 'stdio'],
  ];
}

function acceleratorOf({ accelerator }: Shape): string {
  return accelerator === 'tcg' ? `tcg,thread=multi,tb-size=${translationBuffer}` : accelerator;
}

/** `max` is whatever this build of QEMU emulates, `host` the processor itself; both are in the manifest by other fields. */
function cpuOf({ accelerator }: Shape): string {
  return accelerator === 'tcg' || accelerator === 'whpx' ? 'max' : 'host';
}

/** In QEMU's option lists a comma ends a value; two of them are one. */
function escaped(path: string): string {
  return path.replaceAll(',', ',,');
}

/** What a snapshot of this guest, made here, depends on. */
export function settingOf(shape: Shape, qemu: QemuFingerprint): Setting {
  const nowhere: Places = { kernel: '', initrd: '', disk: '', qmp: '', control: '', serial: '', name: '' };
  const list = argumentsOf(shape, nowhere, 'boot').join('\0');
  return {
    format: MANIFEST_FORMAT,
    qemu,
    host: { architecture: arch(), platform: platform(), processor: cpus()[0]?.model ?? '' },
    accelerator: shape.accelerator,
    machine: boards[shape.architecture].machine,
    cpu: cpuOf(shape),
    cpus: shape.cpus,
    memory: shape.memory,
    arguments: createHash('sha256').update(list).digest('hex'),
    capabilities: migrationCapabilities,
  };
}
