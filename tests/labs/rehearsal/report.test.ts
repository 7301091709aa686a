import { expect, it } from 'vitest';
import { type Status, worst } from '../../../main/labs/rehearsal/report';

it.each<[Status[], Status]>([
  [[], 'passed'],
  [['passed', 'passed'], 'passed'],
  [['limited', 'passed'], 'limited'],
  [['limited', 'not-played', 'passed'], 'not-played'],
  [['not-played', 'failed', 'limited'], 'failed'],
])('the gravest of %j is %s', (statuses, gravest) => {
  expect(worst(statuses)).toBe(gravest);
});
