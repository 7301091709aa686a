import { describe, expect, it } from 'vitest';
import { icnsOf, icoOf } from '../../../scripts/pack/icon';

const [small, large] = [Buffer.from('small'), Buffer.from('larger')];

describe('an ICO', () => {
  it('tells size and place of each picture', () => {
    const ico = icoOf([
      { size: 16, png: small },
      { size: 256, png: large },
    ]);
    expect(ico.subarray(0, 6)).toEqual(Buffer.from([0, 0, 1, 0, 2, 0]));
    for (const [index, side, png] of [
      [0, 16, small],
      [1, 0, large],
    ] as const) {
      const at = 6 + 16 * index;
      expect([ico[at], ico[at + 1]]).toEqual([side, side]);
      const [length, offset] = [ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)];
      expect(ico.subarray(offset, offset + length)).toEqual(png);
    }
  });
});

describe('an ICNS', () => {
  it('has a type and a length before each picture, and in all', () => {
    const icns = icnsOf([
      { type: 'ic07', png: small },
      { type: 'ic08', png: large },
    ]);
    expect(icns.toString('latin1', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    expect(icns.toString('latin1', 8, 12)).toBe('ic07');
    expect(icns.readUInt32BE(12)).toBe(8 + small.length);
    expect(icns.subarray(16, 16 + small.length)).toEqual(small);
    expect(icns.toString('latin1', 21, 25)).toBe('ic08');
  });
});
