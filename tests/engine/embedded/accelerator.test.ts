import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type AcceleratorOptions,
  chooseAccelerator,
  hardwareAccelerator,
  tryOut,
} from '../../../main/engine/embedded/accelerator';
import { scratchFolder } from '../../helpers/scratch';
import { program, writeQemu } from './fake-qemu';

describe('the hardware accelerator', () => {
  it.each([
    ['linux', 'kvm'],
    ['darwin', 'hvf'],
    ['win32', 'whpx'],
    ['freebsd', undefined],
  ] as const)('of %s is %s', (system, accelerator) => {
    expect(hardwareAccelerator(system)).toBe(accelerator);
  });
});

const hardware = hardwareAccelerator(process.platform);
const works = 'echo essaim-probe-ok';

describe.skipIf(process.platform === 'win32')('an accelerator', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await scratchFolder();
  });
  afterEach(() => void vi.useRealTimers());

  /** Runs that the fake has seen, with their arguments. */
  async function runs(): Promise<string[]> {
    const text = await readFile(join(folder, 'runs'), 'utf8').catch(() => '');
    return text.split('\n').filter(Boolean);
  }

  async function optionsFor(script: string, signal?: AbortSignal): Promise<AcceleratorOptions> {
    await writeQemu(`echo "$$ $*" >> '${folder}/runs'\n${script}`, folder);
    return {
      qemu: { path: join(folder, program), sha256: 'a'.repeat(64) },
      ...{ architecture: 'x64', kernel: '/k', initrd: '/i', cacheFolder: join(folder, 'cache'), signal },
    };
  }

  const isRunning = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it('works where the kernel says so, and is not waited for any longer', async () => {
    expect(await tryOut(await optionsFor(`${works}; exec sleep 60`), 'kvm')).toEqual({
      accelerator: 'kvm',
      works: true,
      said: '',
    });
    const [run = ''] = await runs();
    expect(run).toContain('-accel kvm -cpu host');
    expect(run).toContain('essaim.probe');
    await vi.waitFor(() => expect(isRunning(Number.parseInt(run))).toBe(false));
  });

  it('does not where QEMU ends before, whose first line is kept', async () => {
    const script = 'echo "Could not access KVM kernel module: Permission denied" >&2; echo more >&2; exit 1';
    expect(await tryOut(await optionsFor(script), 'kvm')).toEqual({
      accelerator: 'kvm',
      works: false,
      said: 'Could not access KVM kernel module: Permission denied',
    });
  });

  it('does not where nothing comes for 8 s', async () => {
    const options = await optionsFor('exec sleep 60');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let trial: unknown;
    const trying = tryOut(options, 'kvm').then((result) => (trial = result));
    await vi.advanceTimersByTimeAsync(7_999);
    expect(trial).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(await trying).toEqual({
      accelerator: 'kvm',
      works: false,
      said: 'no kernel booted within 8 s',
    });
  });

  it('does not where QEMU is not even there', async () => {
    const options = await optionsFor(works);
    const trial = await tryOut({ ...options, qemu: { ...options.qemu, path: '/nowhere/qemu' } }, 'kvm');
    expect(trial).toEqual({ accelerator: 'kvm', works: false, said: 'spawn /nowhere/qemu ENOENT' });
  });

  describe.skipIf(hardware === undefined)('that is chosen', () => {
    it('is tried once for each QEMU', async () => {
      const options = await optionsFor(works);
      const chosen = { accelerator: hardware, trial: { accelerator: hardware, works: true, said: '' } };
      expect(await chooseAccelerator(options)).toEqual(chosen);
      expect(await chooseAccelerator(options)).toEqual(chosen);
      expect(await runs()).toHaveLength(1);
      await chooseAccelerator({ ...options, qemu: { ...options.qemu, sha256: 'b'.repeat(64) } });
      expect(await runs()).toHaveLength(2);
      // The one before is still known.
      await chooseAccelerator(options);
      expect(await runs()).toHaveLength(2);
    });

    it('gives way to emulation where it does not work, and why is known', async () => {
      const options = await optionsFor('echo no >&2; exit 1');
      const trial = { accelerator: hardware, works: false, said: 'no' };
      expect(await chooseAccelerator(options)).toEqual({ accelerator: 'tcg', trial });
      expect(await chooseAccelerator(options)).toEqual({ accelerator: 'tcg', trial });
      expect(await runs()).toHaveLength(1);
    });

    it.each(['', '{"a/b": {"works":', '[]', '{"a/b": {"works": 1}}'])(
      'is tried again where what is known is damaged: %j',
      async (text) => {
        const options = await optionsFor(works);
        await chooseAccelerator(options);
        await writeFile(join(options.cacheFolder, 'accelerators.json'), text);
        expect(await chooseAccelerator(options)).toMatchObject({ accelerator: hardware });
        await chooseAccelerator(options);
        expect(await runs()).toHaveLength(2);
      },
    );

    it('is not judged by a trial that was cancelled', async () => {
      const stopping = new AbortController();
      const options = await optionsFor('exec sleep 60', stopping.signal);
      const choosing = chooseAccelerator(options);
      await vi.waitFor(async () => expect(await runs()).toHaveLength(1));
      stopping.abort();
      await expect(choosing).rejects.toMatchObject({ kind: 'cancelled' });
      expect(await chooseAccelerator(await optionsFor(works))).toMatchObject({ accelerator: hardware });
    });
  });
});
