import { expect, test } from 'vitest';
import { simpleCommands } from '../../../../main/labs/travel/expected/shell-words';

test.each([
  ['docker node ls', [['docker', 'node', 'ls']]],
  ['a \\\n  --name b \\\n  c', [['a', '--name', 'b', 'c']]],
  ['a && b; c | d\ne &', [['a'], ['b'], ['c'], ['d'], ['e']]],
  [`a 'b c' "d \\" e"f`, [['a', 'b c', 'd \\" ef']]],
  ['a $(hostname -i) # why\nb', [['a', '$(hostname -i)'], ['b']]],
  [`cat > f <<'END'\ndocker x\nEND\nb`, [['cat', '>', 'f', '<<END'], ['b']]],
  ['', []],
  [`a 'open`, [['a', "'open"]]],
])('%j is read as words', (code, commands) => {
  expect(simpleCommands(code)).toEqual(commands);
});
