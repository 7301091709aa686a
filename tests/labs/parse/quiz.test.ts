import { describe, expect, it } from 'vitest';
import { blocksOf, read, warningsOf } from '../written';

describe('a quiz', () => {
  it('has one right choice', () => {
    const lab = read(
      'text',
      '',
      'What is a `node`?',
      '{:.quiz}',
      '- ( ) a cat',
      '- (x) a **machine**',
      '- () a dog',
    );
    expect(blocksOf(lab)[1]).toEqual({
      kind: 'quiz',
      line: 8,
      question: 'What is a node?',
      form: 'one',
      choices: [
        { text: 'a cat', right: false },
        { text: 'a machine', right: true },
        { text: 'a dog', right: false },
      ],
      answer: undefined,
    });
    expect(lab.totals.quizzes).toBe(1);
    expect(lab.warnings).toEqual([]);
  });

  it('has several right choices', () => {
    expect(blocksOf(read('{:.quiz}', 'Which?', '', '- [x] one', '- [ ] two', '- [X] three'))).toMatchObject([
      {
        form: 'several',
        line: 7,
        choices: [
          { text: 'one', right: true },
          { text: 'two', right: false },
          { text: 'three', right: true },
        ],
      },
    ]);
  });

  it('has a free answer', () => {
    expect(blocksOf(read('Why?', '{:.quiz}', '> Because', '> *so*.', '>', '> Indeed.'))).toMatchObject([
      { form: 'answer', answer: 'Because\nso.\nIndeed.', choices: [] },
    ]);
  });

  it('may have the attribute list behind its choices too', () => {
    expect(blocksOf(read('{:.quiz}', 'Why?', '- (x) a', '- ( ) b', '{:.x}'))).toMatchObject([
      { choices: [{ text: 'a' }, { text: 'b' }] },
    ]);
  });

  it.each([
    ['nothing below', ['{:.quiz}', 'Why?']],
    ['a list of no choices', ['Why?', '{:.quiz}', '- a', '- b']],
    ['another paragraph', ['Why?', '{:.quiz}', '', 'So.']],
    ['a list with a fence', ['Why?', '{:.quiz}', '- (x) a', '  ```', '  x', '  ```']],
  ])('with %s is prose, with a warning', (_, body) => {
    const lab = read(...body);
    expect(lab.totals.quizzes).toBe(0);
    expect(blocksOf(lab)[0]).toMatchObject({ kind: 'prose' });
    expect(warningsOf(lab)[0]?.[1]).toBe('This question is followed by neither choices nor an answer.');
  });

  it.each([
    [['- ( ) a', '- ( ) b'], 0],
    [['- (x) a', '- (x) b'], 2],
  ])('%j has a warning', (choices, right) => {
    const lab = read('Why?', '{:.quiz}', ...choices);
    expect(lab.totals.quizzes).toBe(1);
    expect(warningsOf(lab)).toEqual([[6, `This question has ${right} right answers.`]]);
  });
});
