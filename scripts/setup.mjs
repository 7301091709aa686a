// What a fresh machine lacks: the npm packages, and on Debian as root the programs that the images and tests need.
// Plain JavaScript without packages: it runs before there are any.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Program, and the Debian package that brings it. */
const programs = {
  dockerd: 'docker.io',
  docker: 'docker-cli',
  iptables: 'iptables',
  setpriv: 'util-linux',
  mmdebstrap: 'mmdebstrap',
  busybox: 'busybox-static',
  'nc.openbsd': 'netcat-openbsd',
  jq: 'jq',
  // The host shell's integration is tested on it.
  zsh: 'zsh',
  // node-pty is compiled where npm has no binary of it.
  'g++': 'g++',
  make: 'make',
  python3: 'python3',
};

/** Says what goes on, with the time, so that a slow step is seen. */
export function say(text) {
  console.log(`[${new Date().toTimeString().slice(0, 8)}] ${text}`);
}

/**
 * Installs what is missing.
 * @returns {string[]} the programs that are still missing: none on Debian as root
 */
export function setUp() {
  const missing = installPrograms();
  installPackages();
  return missing;
}

function installPrograms() {
  if (process.platform !== 'linux') return [];
  const missing = Object.keys(programs).filter((program) => !isThere(program));
  if (missing.length === 0 || process.getuid?.() !== 0 || !isThere('apt-get')) return missing;
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  execFileSync('apt-get', ['update', '-qq'], options);
  // One by one: docker.io brings the docker CLI on Debian 12, on later ones docker-cli does.
  for (const [program, name] of Object.entries(programs)) {
    if (isThere(program)) continue;
    say(`installing the Debian package ${name}`);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], options);
  }
  return missing.filter((program) => !isThere(program));
}

/** Names the Debian packages of missing programs, for people who must install them themselves. */
export function packagesOf(missing) {
  return [...new Set(missing.map((program) => programs[program]))].join(' ');
}

function isThere(program) {
  const path = `${process.env.PATH}:/usr/sbin:/sbin`;
  return path.split(':').some((folder) => existsSync(`${folder}/${program}`));
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
