import { mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Manifest,
  MANIFEST_FORMAT,
  readManifest,
  refusalsOf,
  type Setting,
  verifyFiles,
  writeManifest,
} from '../../../main/engine/embedded/manifest';
import { languages, translator } from '../../../main/i18n/i18n';
import { sha256 } from '../../../main/images/archive';
import { scratchFolder } from '../../helpers/scratch';

const [a64, b64] = ['a'.repeat(64), 'b'.repeat(64)];

const setting: Setting = {
  format: MANIFEST_FORMAT,
  qemu: { banner: 'QEMU emulator version 10.0.2 (Debian)', sha256: a64, slirp: '4.8.0' },
  host: { architecture: 'x64', platform: 'linux', processor: 'Intel Xeon' },
  accelerator: 'tcg',
  machine: 'pc-i440fx-10.0',
  cpu: 'max',
  cpus: 2,
  memory: 1280,
  arguments: a64,
  capabilities: ['mapped-ram', 'multifd'],
};

/** The setting with another value at `path`, `qemu.banner` for example. */
function changed(path: string, value: unknown, from = setting): Setting {
  const [head = '', ...rest] = path.split('.');
  const inner = from[head as keyof Setting];
  const next = rest.length === 0 ? value : changed(rest.join('.'), value, inner as unknown as Setting);
  return { ...from, [head]: next };
}

/** Paths of all values, lists counted as one. */
function pathsOf(value: object): string[] {
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'object' && !Array.isArray(inner)
      ? pathsOf(inner as object).map((path) => `${name}.${path}`)
      : [name],
  );
}

const differences: [path: string, value: unknown, text: string, saved: unknown, present: unknown][] = [
  ['format', 2, 'otherFormat', 1, 2],
  ['qemu.banner', 'QEMU 9', 'otherQemu', setting.qemu.banner, 'QEMU 9'],
  ['qemu.sha256', b64, 'otherQemuBuild', 'aaaaaaaaaaaa', 'bbbbbbbbbbbb'],
  ['qemu.slirp', b64, 'otherSlirp', '4.8.0', 'bbbbbbbbbbbb'],
  ['host.architecture', 'arm64', 'otherArchitecture', 'x64', 'arm64'],
  ['host.platform', 'win32', 'otherPlatform', 'linux', 'win32'],
  ['accelerator', 'kvm', 'otherAccelerator', 'tcg', 'kvm'],
  ['machine', 'q35', 'otherMachine', 'pc-i440fx-10.0', 'q35'],
  ['cpu', 'max,avx=off', 'otherCpuModel', 'max', 'max,avx=off'],
  ['cpus', 4, 'otherCpus', 2, 4],
  ['memory', 2048, 'otherMemory', 1280, 2048],
  ['arguments', b64, 'otherArguments', 'aaaaaaaaaaaa', 'bbbbbbbbbbbb'],
  ['capabilities', [], 'otherCapabilities', 'mapped-ram, multifd', '—'],
];

describe('a snapshot', () => {
  it('is restored in the setting it was taken in', () => {
    expect(refusalsOf({ setting }, structuredClone(setting))).toEqual([]);
  });

  it.each(differences)('is refused where %s is %j, with both values', (path, value, text, saved, present) => {
    const [reason, ...more] = refusalsOf({ setting }, changed(path, value));
    expect(more).toEqual([]);
    expect(reason).toMatchObject({ text: `snapshots:${text}`, values: { saved, present } });
    if (!reason) return;
    for (const language of languages) {
      const said = translator(language)(reason.text, reason.values);
      for (const each of [saved, present]) expect(said).toContain(String(each));
    }
  });

  it('depends on every value of its setting', () => {
    const tried = [...differences.map(([path]) => path), 'host.processor'];
    expect(tried.sort()).toEqual(pathsOf(setting).sort());
  });

  it('depends on the processor only where it runs on it', () => {
    const other = (accelerator: string): Setting =>
      changed('host.processor', 'AMD Ryzen', changed('accelerator', accelerator));
    expect(refusalsOf({ setting }, other('tcg'))).toEqual([]);
    expect(refusalsOf({ setting: changed('accelerator', 'kvm') }, other('kvm'))).toEqual([
      { text: 'snapshots:otherProcessor', values: { saved: 'Intel Xeon', present: 'AMD Ryzen' } },
    ]);
  });

  it('has its capabilities in any order', () => {
    expect(refusalsOf({ setting }, { ...setting, capabilities: ['multifd', 'mapped-ram'] })).toEqual([]);
  });

  it('is refused for every difference there is, and a build of QEMU only where the version is the same', () => {
    const all = differences.reduce(
      (present, [path, value]) => (path === 'format' ? present : changed(path, value, present)),
      setting,
    );
    const texts = differences.map(([, , text]) => `snapshots:${text}`);
    const expected = texts.filter((text) => !/otherFormat|otherQemuBuild/.test(text));
    expect(
      refusalsOf({ setting }, all)
        .map(({ text }) => text)
        .sort(),
    ).toEqual(expected.sort());
  });

  it('of another format is refused for that alone', () => {
    const texts = refusalsOf({ setting: changed('format', 2) }, changed('cpu', 'host')).map(
      ({ text }) => text,
    );
    expect(texts).toEqual(['snapshots:otherFormat']);
  });
});

describe('a manifest', () => {
  let folder = '';
  let cache = '';
  let file = '';
  let manifest: Manifest;
  beforeEach(async () => {
    folder = await scratchFolder();
    cache = join(folder, 'cache');
    file = join(folder, 'manifest.json');
    manifest = { setting, files: {}, builtAt: '2026-11-23T10:00:00.000Z' };
    for (const [name, content] of [
      ['ready.ram', 'memory'],
      ['vmlinuz', 'kernel'],
    ] as const) {
      await writeFile(join(folder, name), content);
      manifest.files[name] = { size: content.length, sha256: sha256(content).slice('sha256:'.length) };
    }
  });

  it('is read as it was written, and nothing else is left', async () => {
    await writeManifest(file, { ...manifest, files: {} });
    await writeManifest(file, manifest);
    expect(await readManifest(file)).toEqual(manifest);
    expect((await readdir(folder)).sort()).toEqual(['manifest.json', 'ready.ram', 'vmlinuz']);
  });

  it('that cannot be written leaves nothing', async () => {
    await mkdir(file);
    await expect(writeManifest(file, manifest)).rejects.toThrow();
    expect((await readdir(folder)).sort()).toEqual(['manifest.json', 'ready.ram', 'vmlinuz']);
  });

  it.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['is cut short', '{"setting":'],
    ['lacks something', JSON.stringify({ setting })],
  ])('that %s is refused, and named', async (_, text) => {
    if (text !== undefined) await writeFile(file, text);
    await expect(readManifest(file)).rejects.toMatchObject({
      kind: 'bad-input',
      text: 'snapshots:badManifest',
      values: { file },
    });
  });

  it('of another format is read, to be refused as such', async () => {
    await writeManifest(file, { ...manifest, setting: changed('format', 2) });
    expect((await readManifest(file)).setting.format).toBe(2);
  });

  it('finds its files whole', async () => {
    expect(await verifyFiles(manifest, folder, cache)).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>, object]>([
    ['is missing', () => rm(join(folder, 'ready.ram')), { text: 'snapshots:missingFile' }],
    [
      'is cut short',
      () => truncate(join(folder, 'ready.ram'), 5),
      { text: 'snapshots:cutShort', values: { found: 5, expected: 6 } },
    ],
    [
      'is too long',
      () => truncate(join(folder, 'ready.ram'), 7),
      { text: 'snapshots:wrongSize', values: { found: 7, expected: 6 } },
    ],
    [
      'was changed',
      () => writeFile(join(folder, 'ready.ram'), 'memorY'),
      { text: 'snapshots:otherContent', values: { found: 'a05458fd2f82', expected: 'c064fbca9d9d' } },
    ],
  ])('names a file that %s', async (_, harm, expected) => {
    await harm();
    const reasons = await verifyFiles(manifest, folder, cache);
    expect(reasons).toMatchObject([{ values: { file: join(folder, 'ready.ram') } }]);
    expect(reasons).toMatchObject([expected]);
  });

  it.skipIf(process.platform === 'win32')('names a file that cannot be read, and why', async () => {
    const files = { 'ready.ram/x': { size: 1, sha256: a64 } };
    expect(await verifyFiles({ ...manifest, files }, folder, cache)).toMatchObject([
      { text: 'snapshots:unreadableFile', values: { said: expect.stringContaining('ENOTDIR') as string } },
    ]);
  });

  it('names all that are wrong, sizes before contents', async () => {
    await writeFile(join(folder, 'vmlinuz'), 'KERNEL');
    await truncate(join(folder, 'ready.ram'), 5);
    const textsOf = async () => (await verifyFiles(manifest, folder, cache)).map(({ text }) => text);
    expect(await textsOf()).toEqual(['snapshots:cutShort']);
    await writeFile(join(folder, 'ready.ram'), 'MEMORY');
    expect(await textsOf()).toEqual(['snapshots:otherContent', 'snapshots:otherContent']);
  });
});
