import { expect, it } from 'vitest';
import { archiveOf } from '../../scripts/default-app.mjs';

it('tells Electron where each file begins and ends, in bytes', () => {
  const files = { 'package.json': '{"name":"é"}', 'main.js': 'run();\n' };
  const archive = archiveOf(files);
  // The lengths of Chromium's pickles: of the first, of the header with its own two numbers, of its text.
  const [first, header, payload, text] = [0, 4, 8, 12].map((at) => archive.readUInt32LE(at));
  expect(first).toBe(4);
  expect([header, payload]).toEqual([(payload ?? 0) + 4, 4 * Math.ceil((text ?? 0) / 4) + 4]);
  const index = JSON.parse(archive.toString('utf8', 16, 16 + (text ?? 0))) as {
    files: Record<string, { size: number; offset: string }>;
  };
  for (const [name, content] of Object.entries(files)) {
    const { size, offset } = index.files[name] ?? { size: 0, offset: '' };
    const from = 8 + (header ?? 0) + Number(offset);
    expect(archive.toString('utf8', from, from + size)).toBe(content);
  }
});
