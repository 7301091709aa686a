// `npm start`: from a fresh clone to the French lab in its window. Where there is no display, the lab is rehearsed in the
// console: on a capable Docker Engine where one answers, else on the embedded engine.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { electronFolder } from './electron.mjs';
import { packagesOf, npmRun, say, setUp } from './setup.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const isLinux = process.platform === 'linux';
const hasDisplay = !isLinux || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
if (!hasDisplay) say('there is no display here: the French lab is rehearsed in this console');

const missing = setUp('start');
if (missing.length > 0) {
  say(
    `what is still missing: ${missing.join(', ')}. Run \`sudo apt install ${packagesOf(missing)}\` on Debian or Ubuntu (QEMU 10 or newer: Debian 12 has it in bookworm-backports), then \`npm start\` again`,
  );
  process.exit(7);
}
if (!isLinux && !existsSync(`${top}.cache/images/images.json`)) {
  say(
    'the images and the embedded engine are built from Debian packages on Debian or Ubuntu: run `npm run images` and `npm run appliance` there, copy .cache here, then `npm start` again',
  );
  process.exit(7);
}

/** Whether a Docker Engine serves: then the embedded engine need not be built. */
function hasDocker() {
  if (process.env.ESSAIM_ENGINE === 'embedded') return false;
  const program = fileURLToPath(new URL('essaim.mjs', import.meta.url));
  const { stdout } = spawnSync(process.execPath, [program, 'doctor', '--json'], { encoding: 'utf8' });
  try {
    return JSON.parse(stdout).engine?.routingMesh.kind === 'yes';
  } catch {
    return false; // doctor has said nothing that is understood: our own engine then
  }
}

/** Elsewhere than on Linux they are there already, see above. */
function buildMachines() {
  return isLinux ? npmRun('images') || (hasDocker() ? 0 : npmRun('appliance')) : 0;
}

function openWindow() {
  let electron;
  try {
    electron = electronFolder();
  } catch (error) {
    say(error.message);
    return 7;
  }
  const words = [top];
  if (isLinux && process.getuid?.() === 0) {
    say(
      "Chromium's sandbox is off, as it does not work for root: start Essaim as an ordinary user for more than a try",
    );
    words.unshift('--no-sandbox');
  }
  return spawnSync(electron.program, words, { stdio: 'inherit' }).status ?? 1;
}

process.exit(npmRun('build') || buildMachines() || (hasDisplay ? openWindow() : npmRun('rehearse')));
