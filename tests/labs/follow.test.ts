import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { followLab } from '../../main/labs/follow';
import { temporaryFolder } from './written';

/** Milliseconds: six looks, after which what was not told will not be. */
const while_ = 1_500;

async function followed() {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'images'));
  const file = (name: string) => join(folder, name);
  for (const name of ['index.md', 'lab.yml', 'images/a.svg', 'other.md']) writeFileSync(file(name), 'x');
  let changes = 0;
  const end = followLab({ path: file('index.md') }, () => (changes += 1));
  onTestFinished(end);
  await sleep(while_);
  return { folder, file, end, changes: () => changes };
}

describe.concurrent('a lab that is followed', () => {
  it.concurrent.each<[string, (file: (name: string) => string) => void]>([
    ['its post', (file) => writeFileSync(file('index.md'), 'yy')],
    ['its sidecar', (file) => writeFileSync(file('lab.yml'), 'yy')],
    ['a sidecar that goes', (file) => rmSync(file('lab.yml'))],
    ['an image', (file) => writeFileSync(file('images/a.svg'), 'yy')],
    ['a new image', (file) => writeFileSync(file('images/b.png'), 'yy')],
    [
      'a post of the same size, by renaming',
      (file) => {
        writeFileSync(file('.index.md.swp'), 'z');
        renameSync(file('.index.md.swp'), file('index.md'));
      },
    ],
    [
      'a folder that is replaced',
      (file) => {
        rmSync(file('images'), { recursive: true });
        mkdirSync(file('images'));
        writeFileSync(file('images/a.svg'), 'yy');
      },
    ],
  ])('tells a change of %s, once', async (_, change) => {
    const { file, changes } = await followed();
    change(file);
    await vi.waitFor(() => expect(changes()).toBe(1), { timeout: 10_000 });
    await sleep(while_);
    expect(changes()).toBe(1);
  });

  it('tells nothing of other files, nor after its end', async () => {
    const { file, changes, end } = await followed();
    writeFileSync(file('other.md'), 'yy');
    writeFileSync(file('notes.txt'), 'yy');
    await sleep(while_);
    end();
    writeFileSync(file('index.md'), 'yy');
    await sleep(while_);
    expect(changes()).toBe(0);
  });
});
