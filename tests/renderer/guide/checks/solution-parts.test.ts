// A solution as it is shown.
import { expect, it } from 'vitest';
import { solutionParts } from '../../../../renderer/guide/checks/solution-parts';

it('keeps lines of one terminal together as long as no other comes between them', () => {
  const lines = [1, 1, 2, 1].map((terminal, index) => ({ terminal, text: `line ${index}` }));
  expect(solutionParts(lines, {}).map(({ terminal, code }) => [terminal, code])).toEqual([
    [1, 'line 0\nline 1'],
    [2, 'line 2'],
    [1, 'line 3'],
  ]);
});

it('puts in the values that are known, and says where others are missing', () => {
  const join = { terminal: 2, text: 'docker swarm join --token <token> <leader-address>:2377' };
  const [part] = solutionParts([join], { token: 'SWMTKN-1' });
  expect(part).toEqual({
    terminal: 2,
    code: 'docker swarm join --token SWMTKN-1 <leader-address>:2377',
    isTemplate: true,
  });
  expect(solutionParts([join], { token: 'a', 'leader-address': 'b' })[0]?.isTemplate).toBe(false);
});

it('takes no element of HTML for a value', () => {
  expect(solutionParts([{ terminal: 1, text: 'echo "<b>x</b>"' }], {})[0]?.isTemplate).toBe(false);
});
