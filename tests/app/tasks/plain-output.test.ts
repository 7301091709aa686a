import { describe, expect, it } from 'vitest';
import { plainOutput } from '../../../main/app/tasks/plain-output';

const limit = 10_000;

function frame(stream: number, payload: Buffer | string): Buffer {
  const bytes = Buffer.from(payload);
  const head = Buffer.alloc(8);
  head.writeUInt8(stream);
  head.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([head, bytes]);
}

describe('a container’s output', () => {
  it('loses its frames, and keeps the order of the two streams', () => {
    const output = Buffer.concat([frame(1, 'out\n'), frame(2, 'error\n'), frame(1, 'out again\n')]);
    expect(plainOutput(output, limit)).toBe('out\nerror\nout again\n');
  });

  it('is whole where a character is cut by two frames', () => {
    const bytes = Buffer.from('nœud\n');
    const output = Buffer.concat([frame(1, bytes.subarray(0, 2)), frame(1, bytes.subarray(2))]);
    expect(plainOutput(output, limit)).toBe('nœud\n');
  });

  it('of a TTY comes as it is, with the lines of a file', () => {
    expect(plainOutput(Buffer.from('un\r\ndeux\r\n'), limit)).toBe('un\ndeux\n');
  });

  it('has no colours, cursor moves and titles', () => {
    const text = '\x1b[1;32mok\x1b[0m \x1b]0;title\x07\x1b[2Kdone\x1b(B\n';
    expect(plainOutput(frame(1, text), limit)).toBe('ok done\n');
  });

  it('is its end where it is long, from a line’s beginning', () => {
    expect(plainOutput(frame(1, 'first\nsecond\nthird\n'), 15)).toBe('second\nthird\n');
    expect(plainOutput(frame(1, 'a'.repeat(50)), 15)).toBe('a'.repeat(15));
  });

  it('may be nothing, or end in the middle of a frame', () => {
    expect(plainOutput(Buffer.alloc(0), limit)).toBe('');
    expect(plainOutput(Buffer.concat([frame(1, 'out\n'), frame(1, 'lost').subarray(0, 6)]), limit)).toBe(
      'out\n',
    );
  });
});
