// `npm start`: from a fresh clone to the French lab. Until the window is there (and where there is no display), the lab
// is rehearsed in the console.
import { packagesOf, npmRun, say, setUp } from './setup.mjs';

if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
  say('there is no display here: the French lab is rehearsed in this console');
else say('Essaim has no window yet: the French lab is rehearsed in this console');

const missing = setUp();
if (missing.includes('mmdebstrap')) {
  say(
    `the images are built with mmdebstrap, which is missing: run \`sudo apt install ${packagesOf(missing)}\` on Debian or Ubuntu, then \`npm start\` again`,
  );
  process.exit(7);
}
if (process.platform !== 'linux') {
  say(
    'the images are built from Debian packages on Debian or Ubuntu: run `npm run images` there, copy .cache/images here, then `npm start` again',
  );
}
const status = npmRun('build') || npmRun('images') || npmRun('rehearse');
process.exit(status);
