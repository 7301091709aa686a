// Which QEMU runs the guest: the one that is named, the one we ship, or the machine's own.
import { execFile } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, dirname, join, posix, win32 } from 'node:path';
import { promisify } from 'node:util';
import { Failure, messageOf } from '../../failure/failure';

type GuestArchitecture = 'x64' | 'arm64';

export interface Qemu {
  path: string;
  /** `qemu-img` beside it. */
  image: string;
  /** `10.0.2` */
  version: string;
  /** The whole first line of `--version`, with the distribution's own number. */
  banner: string;
  foundBy: FoundBy;
}

type FoundBy = 'ESSAIM_QEMU' | 'resources' | 'path';

interface QemuOptions {
  environment: NodeJS.ProcessEnv;
  /** Folder of what the app ships with. */
  resources?: string;
  architecture: GuestArchitecture;
}

interface QemuPlace {
  path: string;
  foundBy: FoundBy;
}

/** 9.0 brought mapped-ram migrations, 10.0 the machine pc-i440fx-10.0 that the snapshot is made for. */
const neededVersion = '10.0';
/** Milliseconds that `--version` may take: 30 usually, seconds where a virus scanner sees the file for the first time. */
const versionLimit = 20_000;

const programs: Record<GuestArchitecture, string> = {
  x64: 'qemu-system-x86_64',
  arm64: 'qemu-system-aarch64',
};
/** Debian's names of the packages. */
const packages: Record<GuestArchitecture, string> = { x64: 'qemu-system-x86', arm64: 'qemu-system-arm' };

/**
 * The first that is recent enough.
 * @throws Failure `missing-tool` where there is none: about one that is too old before one that does not work
 */
export async function findQemu(options: QemuOptions): Promise<Qemu> {
  const problems: Failure[] = [];
  for (const place of qemuPlaces(options, process.platform)) {
    if (place.foundBy !== 'ESSAIM_QEMU' && !(await isProgram(place.path))) continue;
    try {
      return await examine(place, options.architecture);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.push(error);
    }
  }
  throw (
    problems.find(({ text }) => text === 'embedded:qemuOld') ??
    problems[0] ??
    new Failure('missing-tool', 'embedded:qemuMissing', hints(options.architecture))
  );
}

/**
 * Where a QEMU may be, in the order of preference; nothing is looked up yet. Who names one in ESSAIM_QEMU gets that one
 * and no other.
 */
export function qemuPlaces(
  { environment, resources, architecture }: QemuOptions,
  platform: NodeJS.Platform,
): QemuPlace[] {
  const paths = platform === 'win32' ? win32 : posix;
  const named = environment.ESSAIM_QEMU;
  if (named) return [{ path: paths.resolve(named), foundBy: 'ESSAIM_QEMU' }];
  const program = executable(programs[architecture], platform);
  const searched = (environment.PATH ?? environment.Path ?? '').split(paths.delimiter);
  const folders = [...searched, ...usualFolders(platform)].filter((folder) => paths.isAbsolute(folder));
  return [
    ...(resources ? [{ path: paths.join(resources, 'qemu', program), foundBy: 'resources' as const }] : []),
    ...[...new Set(folders)].map((folder) => ({
      path: paths.join(folder, program),
      foundBy: 'path' as const,
    })),
  ];
}

/**
 * The environment in which a program of QEMU is started: one that we ship on Linux finds its libraries in `lib` beside
 * it. By this and not by a path written into it, so that its bytes, and with them the ready snapshot, stay as they are.
 */
export function qemuEnvironment(program: string): NodeJS.ProcessEnv {
  const libraries = join(dirname(program), 'lib');
  if (process.platform !== 'linux' || !existsSync(libraries)) return process.env;
  const usual = process.env.LD_LIBRARY_PATH;
  return { ...process.env, LD_LIBRARY_PATH: usual ? `${libraries}${delimiter}${usual}` : libraries };
}

/** Where installers put it that do not touch PATH, or not the one that a desktop hands to its programs. */
function usualFolders(platform: NodeJS.Platform): string[] {
  return platform === 'win32' ? ['C:\\Program Files\\qemu'] : ['/usr/local/bin', '/opt/homebrew/bin'];
}

function executable(name: string, platform: NodeJS.Platform): string {
  return platform === 'win32' ? `${name}.exe` : name;
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false, // the next place is looked at
  );
}

async function examine({ path, foundBy }: QemuPlace, architecture: GuestArchitecture): Promise<Qemu> {
  const broken = (said: string, cause?: unknown): Failure =>
    new Failure('missing-tool', 'embedded:qemuBroken', { path, said }, { cause });
  const limits = { timeout: versionLimit, env: qemuEnvironment(path) };
  const { stdout } = await promisify(execFile)(path, ['--version'], limits).catch((cause: unknown) => {
    throw broken(whyOf(cause), cause);
  });
  const banner = firstLine(stdout);
  const version = /^QEMU emulator version (\d+(?:\.\d+)+)/.exec(banner)?.[1];
  if (version === undefined) throw broken(banner);
  if (!isRecent(version))
    throw new Failure('missing-tool', 'embedded:qemuOld', { path, version, ...hints(architecture) });
  // A package of its own on Debian.
  const image = join(dirname(path), executable('qemu-img', process.platform));
  await access(image, constants.X_OK).catch((cause: unknown) => {
    throw broken(messageOf(cause), cause);
  });
  return { path, image, version, banner, foundBy };
}

/** What a program that failed wrote itself, else Node's word for it. */
function whyOf(error: unknown): string {
  const written = error instanceof Error && 'stderr' in error ? firstLine(String(error.stderr)) : '';
  return written || firstLine(messageOf(error));
}

function firstLine(text: string): string {
  return text.trim().split(/\r?\n/)[0] ?? '';
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = neededVersion.split('.').map(Number);
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}

/** What the sentences name that say what to install. */
function hints(architecture: GuestArchitecture): { program: string; package: string; needed: string } {
  return { program: programs[architecture], package: packages[architecture], needed: neededVersion };
}
