// Whether the answer to a quiz is right.
import type { QuizBlock } from '../../../preload/contract';

/** What a quiz is answered with: indices of the chosen ones of its choices, or a text. */
export type QuizAnswer = number[] | string;

export function isRight(quiz: QuizBlock, answer: QuizAnswer): boolean {
  if (typeof answer === 'string') return quiz.answer !== undefined && plain(answer) === plain(quiz.answer);
  return quiz.choices.every((choice, index) => choice.right === answer.includes(index));
}

/** Case, runs of spaces and the kind of apostrophe do not make an answer wrong. */
function plain(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').replaceAll('’', "'").toLocaleLowerCase();
}
