import { existsSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findQemu, qemuPlaces } from '../../../main/engine/embedded/find-qemu';
import { Failure } from '../../../main/failure/failure';
import { scratchFolder } from '../../helpers/scratch';
import { program, says, writeQemu } from './fake-qemu';

const architecture = 'x64' as const;
/** A QEMU where every machine's is looked for would be found after the fakes. */
const isElsewhere = qemuPlaces({ environment: {}, architecture }, process.platform).some(({ path }) =>
  existsSync(path),
);

async function failureOf(environment: NodeJS.ProcessEnv, resources?: string): Promise<Failure> {
  const options = { environment, architecture, ...(resources === undefined ? {} : { resources }) };
  const thrown: unknown = await findQemu(options).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Failure);
  expect(thrown).toMatchObject({ kind: 'missing-tool' });
  return thrown as Failure;
}

describe('places', () => {
  it('are those of PATH, then the usual ones, after what is shipped', () => {
    const options = {
      environment: { PATH: '/usr/bin:bin::/usr/local/bin' },
      resources: '/app',
      architecture,
    };
    expect(qemuPlaces(options, 'darwin').map(({ path }) => path)).toEqual([
      `/app/qemu/${program}`,
      `/usr/bin/${program}`,
      `/usr/local/bin/${program}`,
      `/opt/homebrew/bin/${program}`,
    ]);
  });

  it('are Windows’s on Windows', () => {
    const environment = { Path: 'C:\\Windows;D:\\Tools\\' };
    expect(qemuPlaces({ environment, resources: 'C:\\App', architecture: 'arm64' }, 'win32')).toEqual([
      { path: 'C:\\App\\qemu\\qemu-system-aarch64.exe', foundBy: 'resources' },
      { path: 'C:\\Windows\\qemu-system-aarch64.exe', foundBy: 'path' },
      { path: 'D:\\Tools\\qemu-system-aarch64.exe', foundBy: 'path' },
      { path: 'C:\\Program Files\\qemu\\qemu-system-aarch64.exe', foundBy: 'path' },
    ]);
  });

  it('are no others where one is named', () => {
    const environment = { PATH: '/usr/bin', ESSAIM_QEMU: '/opt/my-qemu' };
    expect(qemuPlaces({ environment, resources: '/app', architecture }, 'linux')).toEqual([
      { path: '/opt/my-qemu', foundBy: 'ESSAIM_QEMU' },
    ]);
  });
});

describe.skipIf(process.platform === 'win32')('finding QEMU', () => {
  it('prefers the one that is named to the shipped one, and that to the machine’s', async () => {
    const [named, machine, resources] = [
      await writeQemu(says('10.0')),
      await writeQemu(says('10.2.1')),
      await scratchFolder(),
    ];
    await writeQemu(says('11.0.50 (v11.0.0-1234-g5678)'), join(resources, 'qemu'));
    const ESSAIM_QEMU = join(named, program);
    const find = (environment: NodeJS.ProcessEnv) => findQemu({ environment, resources, architecture });
    expect(await find({ ESSAIM_QEMU, PATH: machine })).toEqual({
      path: ESSAIM_QEMU,
      image: join(named, 'qemu-img'),
      version: '10.0',
      banner: 'QEMU emulator version 10.0',
      foundBy: 'ESSAIM_QEMU',
    });
    expect(await find({ PATH: machine })).toMatchObject({
      path: join(resources, 'qemu', program),
      version: '11.0.50',
      banner: 'QEMU emulator version 11.0.50 (v11.0.0-1234-g5678)',
      foundBy: 'resources',
    });
    await rm(join(resources, 'qemu', program));
    expect(await find({ PATH: machine })).toMatchObject({ version: '10.2.1', foundBy: 'path' });
  });

  it('passes over one that is too old, broken, no program or without qemu-img', async () => {
    const folders = [
      await writeQemu(says('7.2.19 (Debian 1:7.2+dfsg-7+deb12u14)')),
      await writeQemu('exit 127'),
      await writeQemu(says('10.1.0')),
      await writeQemu(says('10.1.0')),
      await writeQemu(says('10.1.0')),
    ];
    await chmod(join(folders[2] ?? '', program), 0o644);
    await rm(join(folders[3] ?? '', 'qemu-img'));
    const found = await findQemu({ environment: { PATH: folders.join(delimiter) }, architecture });
    expect(found.path).toBe(join(folders[4] ?? '', program));
  });

  it('says that one is too old, rather than that another is broken', async () => {
    const [broken, old] = [await writeQemu('exit 1'), await writeQemu(says('9.2.4'))];
    const failure = await failureOf({ ESSAIM_QEMU: join(old, program) });
    expect(failure.text).toBe('embedded:qemuOld');
    for (const language of ['fr', 'en'] as const)
      for (const named of [join(old, program), '9.2.4', '10.0', 'qemu-system-x86'])
        expect(failure.sentence(language)).toContain(named);
    if (isElsewhere) return;
    expect((await failureOf({ PATH: [broken, old].join(delimiter) })).text).toBe('embedded:qemuOld');
    expect((await failureOf({ PATH: broken })).text).toBe('embedded:qemuBroken');
  });

  it.each([
    ['echo "VirtualBox 7.1"', 'VirtualBox 7.1'],
    ['echo "libfdt.so.1: cannot open" >&2; exit 127', 'libfdt.so.1: cannot open'],
    ['exit 3', 'Command failed'],
    [`rm -f "$(dirname "$0")/qemu-img"; ${says('10.0.2')}`, 'qemu-img'],
  ])('says what came instead of a version: %s', async (script, said) => {
    const ESSAIM_QEMU = join(await writeQemu(script), program);
    const failure = await failureOf({ ESSAIM_QEMU });
    expect(failure.text).toBe('embedded:qemuBroken');
    expect(failure.values).toMatchObject({
      path: ESSAIM_QEMU,
      said: expect.stringContaining(said) as string,
    });
  });

  it('does not look further where the named one is missing', async () => {
    const failure = await failureOf({ ESSAIM_QEMU: '/nowhere/qemu', PATH: await writeQemu(says('10.0.2')) });
    expect(failure.sentence('en')).toContain(
      'The QEMU /nowhere/qemu cannot be used (spawn /nowhere/qemu ENOENT)',
    );
  });

  it.skipIf(isElsewhere)('says what to install where there is none', async () => {
    const failure = await failureOf({ PATH: await scratchFolder() }, await scratchFolder());
    expect(failure.text).toBe('embedded:qemuMissing');
    for (const language of ['fr', 'en'] as const)
      for (const named of [
        program,
        '10.0',
        'qemu-system-x86 qemu-utils',
        'bookworm-backports',
        'brew',
        'winget',
      ])
        expect(failure.sentence(language)).toContain(named);
  });
});
