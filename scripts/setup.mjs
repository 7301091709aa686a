// What a fresh machine lacks: the npm packages, and on Debian as root the programs that the images and tests need.
// Plain JavaScript without packages: it runs before there are any.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

const qemu = process.arch === 'arm64' ? 'qemu-system-aarch64' : 'qemu-system-x86_64';

/**
 * Program or library, and the Debian package that brings it: what the builds and the embedded engine need. Of several
 * names of a package, the first that the system's own Debian has.
 */
const builds = {
  setpriv: 'util-linux',
  mmdebstrap: 'mmdebstrap',
  'qemu-img': 'qemu-utils',
  [qemu]: process.arch === 'arm64' ? 'qemu-system-arm' : 'qemu-system-x86',
  mke2fs: 'e2fsprogs',
  xz: 'xz-utils',
  // node-pty is compiled where npm has no binary of it.
  'g++': 'g++',
  make: 'make',
  python3: 'python3',
};

/** What Electron is linked with. Debian 13 gave those with a time of 64 bits other names. */
const window = {
  'libgtk-3.so.0': ['libgtk-3-0t64', 'libgtk-3-0'],
  'libnss3.so': 'libnss3',
  'libasound.so.2': ['libasound2t64', 'libasound2'],
  'libgbm.so.1': 'libgbm1',
};

/** What the tests need on top: a dockerd of their own, the stand-ins' programs, a display. */
const tests = {
  dockerd: 'docker.io',
  docker: 'docker-cli',
  iptables: 'iptables',
  busybox: 'busybox-static',
  'nc.openbsd': 'netcat-openbsd',
  jq: 'jq',
  // The host shell's integration is tested on it.
  zsh: 'zsh',
  // Posts are held against what they make of them: Ruby libraries are known by their name in `require`.
  ruby: 'ruby',
  'kramdown.rb': 'ruby-kramdown',
  'kramdown-parser-gfm.rb': 'ruby-kramdown-parser-gfm',
  'liquid.rb': 'ruby-liquid',
  'xvfb-run': 'xvfb',
  xauth: 'xauth',
  // `npm run dist` packs its tar.gz with it.
  '7z': ['p7zip-full', '7zip'],
};

/** Says what goes on, with the time, so that a slow step is seen. */
export function say(text) {
  console.log(`[${new Date().toTimeString().slice(0, 8)}] ${text}`);
}

/**
 * Installs what is missing: for `start`, what runs and builds; for `test`, what the tests want, too. A Docker Engine is
 * nothing that `npm start` puts on somebody's machine.
 * @param {'start' | 'test'} purpose
 * @returns {string[]} the programs that are still missing: none on Debian as root
 */
export function setUp(purpose) {
  const owners = process.getuid?.() === 0 ? {} : { fakeroot: 'fakeroot' };
  const missing = installPrograms({ ...builds, ...window, ...owners, ...(purpose === 'test' ? tests : {}) });
  installPackages();
  return missing;
}

function installPrograms(programs) {
  if (process.platform !== 'linux') return [];
  const missing = Object.keys(programs).filter((program) => !isGood(program));
  if (missing.length === 0 || process.getuid?.() !== 0 || !isThere('apt-get')) return missing;
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  execFileSync('apt-get', ['update', '-qq'], options);
  // One by one: docker.io brings the docker CLI on Debian 12, on later ones docker-cli does.
  for (const [program, names] of Object.entries(programs)) {
    if (isGood(program)) continue;
    const name = nameOf(names);
    say(`installing the Debian package ${name}`);
    const words = ['install', '-y', '-qq', '--no-install-recommends'];
    if (isBookworm() && name.startsWith('qemu')) installFromBackports(words, name, options);
    else execFileSync('apt-get', [...words, name], options);
  }
  return missing.filter((program) => !isGood(program));
}

/** A package's name here; of one that is only provided by others apt shows nothing. */
function nameOf(names) {
  const all = [names].flat();
  const isKnown = (name) =>
    spawnSync('apt-cache', ['show', name], { encoding: 'utf8' }).stdout?.includes('\nVersion: ');
  return all.length === 1 ? all[0] : (all.find(isKnown) ?? all.at(-1));
}

/** Debian 12's own QEMU (7.2) is too old; the one of its backports is not. */
function isBookworm() {
  return (
    existsSync('/etc/os-release') &&
    /^VERSION_CODENAME=bookworm$/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

/** From the mirror that the system uses; its list of sources stays as it is. */
function installFromBackports(words, name, options) {
  const format = '$(REPO_URI) $(ORIGIN) $(LABEL)';
  const known = execFileSync('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'], {
    encoding: 'utf8',
  });
  const line = known.split('\n').find((candidate) => candidate.endsWith(' Debian Debian'));
  const mirror = process.env.DEBIAN_MIRROR ?? line?.split(' ')[0];
  if (!mirror) throw new Error('no Debian mirror is known here: set DEBIAN_MIRROR');
  const folder = mkdtempSync(join(tmpdir(), 'essaim-apt-'));
  try {
    const list = join(folder, 'backports.list');
    const key = '[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]';
    // Takes the place of this one; those in sources.list.d are read as ever.
    const usual = '/etc/apt/sources.list';
    const own = existsSync(usual) ? readFileSync(usual, 'utf8') : '';
    writeFileSync(list, `${own}\ndeb ${key} ${mirror} bookworm-backports main\n`);
    const sources = ['-o', `Dir::Etc::SourceList=${list}`];
    execFileSync('apt-get', [...sources, 'update', '-qq'], options);
    execFileSync('apt-get', [...sources, ...words, '-t', 'bookworm-backports', name], options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Names the Debian packages of missing programs, for people who must install them themselves. */
export function packagesOf(missing) {
  const all = { ...builds, ...window, ...tests, fakeroot: 'fakeroot' };
  return [...new Set(missing.map((program) => nameOf(all[program])))].join(' ');
}

/** There, and new enough. */
function isGood(program) {
  if (!isThere(program)) return false;
  if (program !== qemu) return true;
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return Number(/version (\d+)/.exec(stdout ?? '')?.[1] ?? 0) >= 10;
}

/** Where Debian, Fedora and Arch keep libraries. */
const libraries = [
  `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`,
  '/usr/lib64',
  '/usr/lib',
];

function isThere(program) {
  if (program.endsWith('.rb'))
    return spawnSync('ruby', ['-r', program.slice(0, -'.rb'.length), '-e', '']).status === 0;
  const programs = `${process.env.PATH}:/usr/sbin:/sbin`.split(':');
  const folders = /\.so(\.|$)/.test(program) ? libraries : programs;
  return folders.some((folder) => existsSync(`${folder}/${program}`));
}

/** `npm ci` where node_modules is missing or older than the lock file. */
function installPackages() {
  const lock = statSync(`${top}package-lock.json`);
  const installed = `${top}node_modules/.package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= lock.mtimeMs && hasTools()) return;
  say('installing npm packages');
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: top,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) throw new Error('npm ci failed: its message stands above');
}

function hasTools() {
  const { devDependencies } = JSON.parse(readFileSync(`${top}package.json`, 'utf8'));
  return Object.keys(devDependencies).every((name) => existsSync(`${top}node_modules/${name}`));
}

/** Runs an npm script and gives its exit status; its output goes through. */
export function npmRun(script, ...rest) {
  const path = `${process.env.PATH}:/usr/sbin:/sbin`;
  const options = {
    cwd: top,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
    shell: process.platform === 'win32',
  };
  return (
    spawnSync(npm, ['run', '--silent', script, ...(rest.length > 0 ? ['--', ...rest] : [])], options)
      .status ?? 1
  );
}
