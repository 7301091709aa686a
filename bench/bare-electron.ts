// What the app's window is measured against: the same Electron with one xterm in an empty page, and node-pty beside it.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../scripts/repository';

const manifest = JSON.stringify({ name: 'bare', version: '1.0.0', main: 'main.cjs' });

const main = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const webPreferences = { nodeIntegration: true, contextIsolation: false, backgroundThrottling: false };
  const window = new BrowserWindow({ width: 1366, height: 728, webPreferences });
  void window.loadFile('index.html');
});
app.on('window-all-closed', () => app.quit());
`;

const page = (modules: string): string => `<!doctype html>
<meta charset="utf-8">
<link rel="stylesheet" href="${modules}/@xterm/xterm/css/xterm.css">
<title>bare</title>
<body>
<p>bare</p>
<script>
  // Two, one below the other, as large as the app's.
  function open(id) {
    const { Terminal } = require('${modules}/@xterm/xterm');
    const host = document.createElement('div');
    host.id = id;
    document.body.append(host);
    const terminal = new Terminal({ cols: 105, rows: 10, scrollback: 5000 });
    terminal.open(host);
    return terminal;
  }
  function connect(terminal, words, environment) {
    const shell = require('${modules}/node-pty').spawn(words[0], words.slice(1), {
      cols: 105, rows: 10, name: 'xterm-256color', env: { ...process.env, ...environment },
    });
    shell.onData((text) => terminal.write(text));
    terminal.onData((text) => shell.write(text));
    return shell;
  }
</script>
`;

/** An Electron that runs nothing but an empty page with two functions, `open` and `connect`; its program. */
export async function makeBareElectron(distribution: string, folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await cp(distribution, folder, { recursive: true });
  const app = join(folder, 'resources', 'app');
  await mkdir(app, { recursive: true });
  await writeFile(join(app, 'package.json'), manifest);
  await writeFile(join(app, 'main.cjs'), main);
  await writeFile(join(app, 'index.html'), page(repository('node_modules')));
  return join(folder, 'electron');
}
