// Writes the archive by which a bare Electron runs the app that its first argument names: what Electron's own brings.
import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';

const files = {
  'package.json': JSON.stringify({ name: 'default-app', main: 'main.js' }),
  'main.js': `const { app } = require('electron');
const { resolve } = require('node:path');
const folder = resolve(process.argv.slice(1).find((word) => !word.startsWith('-')) ?? '.');
try {
  const { productName, name, version } = require(resolve(folder, 'package.json'));
  app.setName(productName ?? name);
  app.setVersion(version);
  app.setAppPath(folder);
} catch {
  // A script, not a package: it keeps Electron's own name.
}
require(folder);
`,
};

export function writeDefaultApp(file) {
  writeFileSync(file, archiveOf(files));
}

/**
 * An asar: the length of the header, the header (JSON, padded to four bytes), the files one after the other.
 * @param {Record<string, string>} contents of files at its top
 */
export function archiveOf(contents) {
  let offset = 0;
  const entries = Object.entries(contents).map(([name, text]) => {
    const size = Buffer.byteLength(text);
    const entry = [name, { size, offset: String(offset) }];
    offset += size;
    return entry;
  });
  const json = Buffer.from(JSON.stringify({ files: Object.fromEntries(entries) }));
  const padded = Buffer.alloc(Math.ceil(json.length / 4) * 4);
  json.copy(padded);
  const numbers = Buffer.from(Uint32Array.of(4, padded.length + 8, padded.length + 4, json.length).buffer);
  return Buffer.concat([numbers, padded, ...Object.values(contents).map((text) => Buffer.from(text))]);
}
