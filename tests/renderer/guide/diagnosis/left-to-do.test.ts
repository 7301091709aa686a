// What is left to do where nothing is wrong.
import { expect, it } from 'vitest';
import { leftToDo } from '../../../../renderer/guide/diagnosis/left-to-do';
import { check, command, progress, sidecar, step } from '../labs';

const [first, second] = [command(1), command(2)];
const both = step('a', [first, second]);
const checked = sidecar({ a: { checks: [check('un'), check('deux')] } });

it('is the checks that do not hold yet', () => {
  expect(leftToDo(both, checked, progress({ checks: { a: [{ kind: 'done' }] } }))).toEqual({
    kind: 'checks',
    checks: [{ fr: 'deux' }],
  });
});

it('is nothing once all hold, also where a command was not run', () => {
  const views = [{ kind: 'done' as const }, { kind: 'limited' as const, why: 'no mesh' }];
  expect(leftToDo(both, checked, progress({ checks: { a: views } }))).toEqual({ kind: 'nothing' });
});

it('is the next command where the step has no checks', () => {
  const passed = { kind: 'passed' as const, terminals: [1] };
  expect(leftToDo(both, undefined, progress({ runs: { 1: passed } }))).toEqual({
    kind: 'command',
    block: second,
  });
  expect(leftToDo(both, undefined, progress({ runs: { 1: passed, 2: passed } }))).toEqual({
    kind: 'nothing',
  });
});
