import { describe, expect, it } from 'vitest';
import { commandsIn, unknownPart } from '../../../main/labs/offline/shell';

const wordsOf = (text: string): string[][] => commandsIn(text).map(({ words }) => words);

describe('the commands of a shell text', () => {
  it.each([
    ['ls -l', [['ls', '-l']]],
    ['a; b && c || d | e &', [['a'], ['b'], ['c'], ['d'], ['e']]],
    ['a \\\n  b', [['a', 'b']]],
    ['echo \'a; b\' "c | d" e\\ f', [['echo', 'a; b', 'c | d', 'e f']]],
    ['echo # no', [['echo']]],
    ['echo a#b', [['echo', 'a#b']]],
    ['x > out 2>&1 < in', [['x']]],
    ['x 2>/dev/null y', [['x', 'y']]],
    ['( a; b )', [['a'], ['b']]],
    ['{ a; b; }', [['a'], ['b']]],
    ["ls --format '{{.ID}}' {a,b}", [['ls', '--format', '{{.ID}}', '{a,b}']]],
    ['ls --format {{.ID}}', [['ls', '--format', '{{.ID}}']]],
    ['sudo A=1 b', [['b']]],
    ['if a; then b; fi', [['a'], ['b'], ['fi']]],
    ['for i in 1 2; do c; done', [['for', 'i', 'in', '1', '2'], ['c'], ['done']]],
    ['a $HOME ${x:-y} $((1+2))', [['a', unknownPart, unknownPart, unknownPart]]],
    [
      'a $(b c)',
      [
        ['b', 'c'],
        ['a', unknownPart],
      ],
    ],
    ['a "x $(b | c) y" d', [['b'], ['c'], ['a', `x ${unknownPart} y`, 'd']]],
    ['a `b`', [['b'], ['a', unknownPart]]],
    ["sh -c 'b; c'", [['sh', '-c', 'b; c'], ['b'], ['c']]],
    ["a 'never closed", [['a', 'never closed']]],
    [
      'a $(never closed',
      [
        ['never', 'closed'],
        ['a', unknownPart],
      ],
    ],
    ['', []],
  ])('%j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('have lines', () => {
    expect(commandsIn('a\n\nb \\\n c\n$(d)', 10).map(({ words, line }) => [words[0], line])).toEqual([
      ['a', 10],
      ['b', 12],
      ['d', 14],
      [unknownPart, 14],
    ]);
  });

  it('have here-documents, which are no commands', () => {
    const [cat, tee, after, ...none] = commandsIn(
      "cat > f <<EOF\none\n  EOF\nEOF\ntee g <<-'X' | y\n\ttwo\n\tX\nz",
    );
    expect(cat).toMatchObject({ words: ['cat'], heredocs: [{ text: 'one\n  EOF', line: 1 }] });
    expect(tee).toMatchObject({ words: ['tee', 'g'], line: 4, heredocs: [{ text: 'two', line: 5 }] });
    expect(after?.words).toEqual(['y']);
    expect(none.map(({ words, line }) => [words, line])).toEqual([[['z'], 7]]);
  });
});
