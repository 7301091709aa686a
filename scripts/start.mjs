// `npm start`: from a fresh clone to the French lab. Until the window is there (and where there is no display), the lab
// is rehearsed in the console: on a capable Docker Engine where one answers, else on the embedded engine.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { packagesOf, npmRun, say, setUp } from './setup.mjs';

if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
  say('there is no display here: the French lab is rehearsed in this console');
else say('Essaim has no window yet: the French lab is rehearsed in this console');

const missing = setUp('start');
if (missing.length > 0) {
  say(
    `the builds need ${missing.join(', ')}: run \`sudo apt install ${packagesOf(missing)}\` on Debian or Ubuntu (QEMU 10 or newer: Debian 12 has it in bookworm-backports), then \`npm start\` again`,
  );
  process.exit(7);
}
if (process.platform !== 'linux') {
  say(
    'the images and the embedded engine are built from Debian packages on Debian or Ubuntu: run `npm run images` and `npm run appliance` there, copy .cache here, then `npm start` again',
  );
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

const status =
  npmRun('build') || npmRun('images') || (hasDocker() ? 0 : npmRun('appliance')) || npmRun('rehearse');
process.exit(status);
