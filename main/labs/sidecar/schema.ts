// The written form of `lab.yml`, and how it becomes the types of lab.ts.
import { z } from 'zod';
import { capture } from './capture';
import { expectation } from './expectation';
import { alsoWritten } from './json-schema';
import { run } from './run';
import { count, fields, said, terminal, text } from './values';

const check = fields({
  say: said.describe('The statement, as the learner reads it.'),
  after: text
    .optional()
    .describe('Text of a command of the step: checked after it, and at the end of the step by default.'),
  expect: expectation.describe('What must be the case: exactly one statement.'),
}).transform(({ say, after, expect }) => ({ say, after, expect }));

const line = fields({
  terminal: terminal.default(1).describe('Terminal that it is typed into.'),
  text: text.describe('What is typed; `<name>` stands for a captured value.'),
});

const solution = z
  .preprocess((written) => (written === 'commands' ? [] : written), z.array(line).default([]))
  .meta({ [alsoWritten]: { const: 'commands', description: 'The commands of the step itself.' } });

const step = fields({
  minutes: z.int().min(1).optional().describe('Minutes that a learner needs for the step.'),
  runs: z.array(run).default([]).describe('Fences that run, although they are no commands by themselves.'),
  captures: z.array(capture).default([]).describe('Values for later commands, where they stand as `<name>`.'),
  checks: z.array(check).default([]).describe('Statements about the cluster, in the order of the learner.'),
  hints: z.array(said).default([]).describe('Hints, from a nudge to nearly the solution.'),
  solution: solution.describe('What makes the checks hold; the commands of the step by default.'),
}).transform(({ minutes, ...written }) => ({ minutes, ...written }));

export const sidecarSchema = fields({
  version: z.literal(1).describe('Version of this format.'),
  summary: said.optional().describe('One sentence about the lab, for the library.'),
  minutes: count.optional().describe('Minutes that a learner needs for the whole lab.'),
  level: z
    .enum(['beginner', 'intermediate', 'advanced'])
    .optional()
    .describe('What a learner should know before.'),
  images: z.array(text).default([]).describe('Images that the lab pulls: what a pack must hold.'),
  steps: z.record(z.string(), step).default({}).describe('What each step needs, by its id.'),
}).transform(({ version, summary, minutes, level, images, steps }) => ({
  version,
  summary,
  minutes,
  level,
  images,
  steps,
}));
