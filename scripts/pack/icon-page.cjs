// Run by Electron, without a window: draws an SVG in the asked sizes and writes `<size>.png` for each.
const { Buffer } = require('node:buffer');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { env } = require('node:process');
const { app, BrowserWindow } = require('electron');

/** Runs in the page. */
const draw = `async (address, size) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = new OffscreenCanvas(size, size);
  canvas.getContext('2d').drawImage(image, 0, 0, size, size);
  return Array.from(new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer()));
}`;

void app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false });
  await window.loadURL('about:blank');
  const address = `data:image/svg+xml;base64,${readFileSync(env.ESSAIM_ICON_SOURCE).toString('base64')}`;
  for (const size of env.ESSAIM_ICON_SIZES.split(' ')) {
    const call = `(${draw})(${JSON.stringify(address)}, ${Number(size)})`;
    const png = Buffer.from(await window.webContents.executeJavaScript(call));
    writeFileSync(join(env.ESSAIM_ICON_TARGET, `${size}.png`), png);
  }
  app.exit(0);
});
