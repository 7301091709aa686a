import { describe, expect, it } from 'vitest';
import { inspectLab } from '../../main/labs/inspect';
import { read } from './written';

describe('the inspection of a lab', () => {
  const lab = read('# One', '```.term1', 'ls', '```', '{% x %}');

  it('is plain data, and complete', () => {
    const inspection: unknown = JSON.parse(JSON.stringify(inspectLab(lab, 'en')));
    expect(inspection).toEqual({
      title: 'Lab',
      language: 'en',
      author: null,
      tags: ['EN'],
      terminals: 3,
      steps: [
        {
          id: 'one',
          title: 'One',
          level: 1,
          blocks: [{ kind: 'command', line: 7, terminal: 1, code: 'ls' }],
        },
      ],
      totals: { commands: { 1: 1 }, portLinks: 0, quizzes: 0, images: 0 },
      warnings: [
        {
          line: 10,
          message: 'The Liquid tag “x” is unknown: it is left out.',
          breaks: false,
          offline: false,
        },
      ],
    });
  });

  it('speaks the language that is asked for', () => {
    expect(inspectLab(lab, 'fr').warnings[0]?.message).toBe(
      'La balise Liquid « x » est inconnue : elle est ignorée.',
    );
  });
});
