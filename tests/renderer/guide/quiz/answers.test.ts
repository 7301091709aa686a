// Whether an answer to a quiz is right.
import { expect, it } from 'vitest';
import type { QuizBlock } from '../../../../preload/contract';
import { isRight } from '../../../../renderer/guide/quiz/answers';

const choices = [
  { text: 'manager', right: true },
  { text: 'slave', right: false },
  { text: 'worker', right: true },
];
const several: QuizBlock = {
  kind: 'quiz',
  line: 1,
  question: '?',
  form: 'several',
  choices,
  answer: undefined,
};
const free: QuizBlock = { ...several, form: 'answer', choices: [], answer: 'L’adresse  IP' };

it('wants all the right choices and no other', () => {
  expect(isRight(several, [2, 0])).toBe(true);
  expect(isRight(several, [0])).toBe(false);
  expect(isRight(several, [0, 1, 2])).toBe(false);
});

it('forgives case, spaces and apostrophes in a typed answer, and nothing else', () => {
  expect(isRight(free, " l'adresse ip ")).toBe(true);
  expect(isRight(free, 'l’adresse')).toBe(false);
});
