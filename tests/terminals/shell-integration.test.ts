import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellIntegration } from '../../main/terminals/shell-integration';
import type { ShellEvent } from '../../main/terminals/terminal';
import { cut, output, shares } from './chunks';

/** What came, in order: neighbouring texts joined, so that only their order against events counts. */
function read(chunks: string[]): (string | ShellEvent)[] {
  const came: (string | ShellEvent)[] = [];
  const feed = shellIntegration(
    (text) => {
      const last = came.length - 1;
      if (typeof came[last] === 'string') came[last] += text;
      else came.push(text);
    },
    (event) => came.push(event),
  );
  chunks.forEach(feed);
  return came;
}

const [A, B, C] = ['\x1b]133;A\x07', '\x1b]133;B\x07', '\x1b]133;C\x1b\\'];

test('tells the prompt once it is displayed, the start and the end of a command', () => {
  expect(read([`${A}node1 # ${B}ls\r\n${C}file\r\n\x1b]133;D;2\x07${A}# ${B}`])).toEqual([
    `${A}node1 # ${B}`,
    { kind: 'prompt' },
    `ls\r\n${C}`,
    { kind: 'started' },
    'file\r\n\x1b]133;D;2\x07',
    { kind: 'finished', exitStatus: 2 },
    `${A}# ${B}`,
    { kind: 'prompt' },
  ]);
});

test('a prompt that readline draws again is no new prompt', () => {
  expect(read([`${A}# ${B}`, `l\x1b[2J# ${B}l`])).toEqual([
    `${A}# ${B}`,
    { kind: 'prompt' },
    `l\x1b[2J# ${B}l`,
  ]);
});

test('takes an end without a status for success, and passes over what it does not know', () => {
  expect(
    read(['\x1b]133;D\x07\x1b]133;Z\x07\x1b]0;133;C\x07\x1b]1337;x\x07']).filter(
      (it) => typeof it !== 'string',
    ),
  ).toEqual([{ kind: 'finished', exitStatus: 0 }]);
});

test('chunk borders change neither the data, nor the events, nor their order', () => {
  fc.assert(
    fc.property(output, shares, (whole, borders) => {
      const came = read(cut(whole, borders));
      expect(came).toEqual(read([whole]));
      expect(came.filter((it) => typeof it === 'string').join('')).toBe(whole);
    }),
  );
});
