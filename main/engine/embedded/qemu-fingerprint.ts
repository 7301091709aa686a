// Which build of QEMU it is: what a snapshot depends on beyond the version.
import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type Qemu, qemuEnvironment } from './find-qemu';
import { digestOf } from './verified-files';

/** What a snapshot depends on: another build may load it without a word, and hang. */
export interface QemuFingerprint {
  banner: string;
  /** Hex digest of the program's file. */
  sha256: string;
  /** Hex digest of libslirp, whose state is in the snapshot; `built-in` where none is linked that we can name. */
  slirp: string;
}

/** Milliseconds that `ldd` may take; it takes 20. */
const lddLimit = 20_000;

/** Digests are kept in `cacheFolder`, so that the 30 MB of a QEMU are read once. */
export async function fingerprintOf(qemu: Qemu, cacheFolder: string): Promise<QemuFingerprint> {
  const program = await realpath(qemu.path);
  const slirp = await slirpOf(program);
  return {
    banner: qemu.banner,
    sha256: await digestOf(program, cacheFolder),
    slirp: slirp === undefined ? 'built-in' : await digestOf(slirp, cacheFolder),
  };
}

/** The libslirp that the program is linked with; only Linux has a tool on board that tells. */
async function slirpOf(program: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  const limits = { timeout: lddLimit, env: qemuEnvironment(program) };
  const libraries = await promisify(execFile)('ldd', [program], limits).then(
    ({ stdout }) => stdout,
    () => '', // linked statically, or a script
  );
  const found = /^\s*libslirp\S* => (\/.*) \(0x[0-9a-f]+\)$/m.exec(libraries)?.[1];
  return found === undefined ? undefined : realpath(found);
}
