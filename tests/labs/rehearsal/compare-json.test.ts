import { describe, expect, it } from 'vitest';
import { compareJson } from '../../../main/labs/rehearsal/compare-json';

const compare = (wanted: unknown, found: unknown) =>
  compareJson(JSON.stringify(wanted), JSON.stringify(found));
const same = { difference: undefined };

describe('JSON', () => {
  it('may hold more than the lab shows, in any order', () => {
    expect(
      compare([{ Name: 'a', Plugins: ['x', 'y'] }], [{ Id: 1, Plugins: ['y', 'z', 'x'], Name: 'a' }]),
    ).toEqual(same);
  });

  it('may have other numbers, ids, times, addresses and versions', () => {
    const wanted = {
      Index: 9,
      ID: 'preife0qe9vjyum4rv13qm33l',
      At: '2026-03-02T09:41:06.4Z',
      Addr: '10.0.107.3:2377',
    };
    const found = {
      Index: 11,
      ID: 'pgmk0zublslbmh2dqpbq0zs7i',
      At: '2031-01-01T00:00:00Z',
      Addr: '172.29.0.11:2377',
    };
    expect(compare(wanted, found)).toEqual(same);
  });

  it.each<[unknown, unknown, string, string]>([
    [{ a: { b: 'x' } }, { a: { b: 'y' } }, 'a.b = "x"', 'a.b = "y"'],
    [{ a: { b: 'x' } }, { a: 'x' }, 'a = {"b":"x"}', 'a = "x"'],
    [{ a: true }, { a: false }, 'a = true', 'a = false'],
    [{ a: 1 }, { a: '1' }, 'a = 1', 'a = "1"'],
    [{ a: null }, { a: 0 }, 'a = null', 'a = 0'],
    [[{ a: { b: 'x' } }], [{ a: { b: 'y' } }], '[0].a.b = "x"', '[0].a.b = "y"'],
    [{ list: ['x', 'z'] }, { list: ['x', 'y'] }, 'list = "z"', 'list = ["x","y"]'],
    [['x'], [], 'JSON = "x"', 'JSON = []'],
  ])('%j is not in %j, and what differs is named', (wanted, found, expected, said) => {
    expect(compare(wanted, found)).toEqual({ difference: { expected, found: said } });
  });

  it('names what is not there at all', () => {
    expect(compare({ a: 'x' }, {})?.difference?.expected).toBe('a = "x"');
  });

  it('is expected where the lab shows it', () => {
    expect(compareJson('[1]', 'Error: no such node\n')).toEqual({
      difference: { expected: 'JSON', found: 'Error: no such node' },
    });
  });

  it.each(['node2', '[node2] is up', '{ .Status.Addr }', '12', '"text"'])('is not %s', (text) => {
    expect(compareJson(text, '{}')).toBeUndefined();
  });
});
