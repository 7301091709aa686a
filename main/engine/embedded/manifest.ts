// What a snapshot depends on, and whether it may be restored here: QEMU itself would not notice, and hang.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure, messageOf } from '../../failure/failure';
import type { TextKey } from '../../i18n/i18n';
import type { Reason } from '../engine';
import { codeOf } from '../runner';
import { writeWhole } from '../write-whole';
import { digestOf } from './verified-files';

/** The format that is written now; it changes with the meaning of a field. */
export const MANIFEST_FORMAT = 1;

const DIGEST = /^[0-9a-f]{64}$/;
const sha256 = z.string().regex(DIGEST);

export const settingSchema = z.object({
  /** Any number: a manifest of another Essaim is refused as such and not as damaged. */
  format: z.number(),
  qemu: z.object({
    /** First line of `--version`. */
    banner: z.string(),
    /** Of the program: builds of one version differ in what they emulate. */
    sha256,
    /** Version or digest of libslirp, whose state is in the RAM file. */
    slirp: z.string(),
  }),
  host: z.object({
    architecture: z.string(),
    platform: z.string(),
    /** Model name; counts only where the guest runs on it, which is not so under `tcg`. */
    processor: z.string(),
  }),
  accelerator: z.string(),
  machine: z.string(),
  cpu: z.string(),
  cpus: z.number(),
  /** MiB. */
  memory: z.number(),
  /** Of the argument list less paths and ports. */
  arguments: sha256,
  /** Of the migration, in any order. */
  capabilities: z.array(z.string()),
});

const manifestSchema = z.object({
  setting: settingSchema,
  /** By name, relative to the manifest's folder. */
  files: z.record(z.string(), z.object({ sha256, /** Bytes. */ size: z.number() })),
  builtAt: z.iso.datetime(),
});

/** What a snapshot depends on besides its files. */
export type Setting = z.infer<typeof settingSchema>;
export type Manifest = z.infer<typeof manifestSchema>;

/** @throws Failure `bad-input` where it is missing or damaged. */
export async function readManifest(file: string): Promise<Manifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new Failure('bad-input', 'snapshots:badManifest', { file }, { cause });
  }
}

/** Written last and whole: a manifest that is there says that its files were complete. */
export async function writeManifest(file: string, manifest: Manifest): Promise<void> {
  await writeWhole(
    file,
    `${JSON.stringify(manifest, undefined, 2)}
`,
  );
}

const compared: { text: TextKey; of: (setting: Setting) => string | number }[] = [
  { text: 'snapshots:otherQemu', of: ({ qemu }) => qemu.banner },
  { text: 'snapshots:otherSlirp', of: ({ qemu }) => qemu.slirp },
  { text: 'snapshots:otherPlatform', of: ({ host }) => host.platform },
  { text: 'snapshots:otherArchitecture', of: ({ host }) => host.architecture },
  { text: 'snapshots:otherAccelerator', of: ({ accelerator }) => accelerator },
  { text: 'snapshots:otherMachine', of: ({ machine }) => machine },
  { text: 'snapshots:otherCpuModel', of: ({ cpu }) => cpu },
  { text: 'snapshots:otherCpus', of: ({ cpus }) => cpus },
  { text: 'snapshots:otherMemory', of: ({ memory }) => memory },
  { text: 'snapshots:otherArguments', of: (setting) => setting.arguments },
  {
    text: 'snapshots:otherCapabilities',
    of: ({ capabilities }) => [...capabilities].sort().join(', ') || '—',
  },
];

/** Why a snapshot must not be restored in this setting, one reason for each difference; empty where it may. */
export function refusalsOf({ setting: saved }: Pick<Manifest, 'setting'>, present: Setting): Reason[] {
  // The fields of another format may bear the same names and mean something else.
  if (saved.format !== present.format)
    return [differing('snapshots:otherFormat', saved.format, present.format)];
  const reasons = compared
    .filter(({ of }) => of(saved) !== of(present))
    .map(({ text, of }) => differing(text, of(saved), of(present)));
  if (saved.qemu.banner === present.qemu.banner && saved.qemu.sha256 !== present.qemu.sha256) {
    const { text, values } = differing('snapshots:otherQemuBuild', saved.qemu.sha256, present.qemu.sha256);
    reasons.push({ text, values: { ...values, banner: saved.qemu.banner } });
  }
  if (runsOnProcessor(saved) && runsOnProcessor(present) && saved.host.processor !== present.host.processor)
    reasons.push(differing('snapshots:otherProcessor', saved.host.processor, present.host.processor));
  return reasons;
}

function differing(text: TextKey, saved: string | number, present: string | number): Reason {
  return { text, values: { saved: shown(saved), present: shown(present) } };
}

/** Of a digest as much as tells two apart on a screen. */
function shown(value: string | number): string | number {
  return typeof value === 'string' && DIGEST.test(value) ? value.slice(0, 12) : value;
}

function runsOnProcessor({ accelerator }: Setting): boolean {
  return accelerator !== 'tcg';
}

/** Which files are missing, cut short or changed; empty where all are as the manifest says. */
export async function verifyFiles(
  manifest: Manifest,
  folder: string,
  cacheFolder: string,
): Promise<Reason[]> {
  const files = Object.entries(manifest.files).map(([name, known]) => ({
    ...known,
    file: join(folder, name),
  }));
  // Sizes first: they cost nothing, and are what an interrupted copy or download gets wrong.
  const bySize = await Promise.all(files.map(verifySize));
  if (bySize.some((reason) => reason !== undefined)) return bySize.filter((reason) => reason !== undefined);
  const byContent = await Promise.all(files.map((known) => verifyContent(known, cacheFolder)));
  return byContent.filter((reason) => reason !== undefined);
}

interface KnownFile {
  file: string;
  size: number;
  sha256: string;
}

async function verifySize({ file, size }: KnownFile): Promise<Reason | undefined> {
  try {
    const found = (await stat(file)).size;
    if (found === size) return undefined;
    const text = found < size ? 'snapshots:cutShort' : 'snapshots:wrongSize';
    return { text, values: { file, found, expected: size } };
  } catch (error) {
    return unreadable(file, error);
  }
}

async function verifyContent({ file, sha256 }: KnownFile, cacheFolder: string): Promise<Reason | undefined> {
  try {
    const found = await digestOf(file, cacheFolder);
    if (found === sha256) return undefined;
    return { text: 'snapshots:otherContent', values: { file, found: shown(found), expected: shown(sha256) } };
  } catch (error) {
    return unreadable(file, error);
  }
}

/** A disk that fails is no fault of ours: the snapshot is left alone. */
function unreadable(file: string, error: unknown): Reason {
  const code = codeOf(error);
  if (code === undefined) throw error;
  return code === 'ENOENT'
    ? { text: 'snapshots:missingFile', values: { file } }
    : { text: 'snapshots:unreadableFile', values: { file, said: messageOf(error) } };
}
