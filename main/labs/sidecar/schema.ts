// The written form of `lab.yml`, and how it becomes the types of lab.ts.
import { z } from 'zod';
import { maximumTerminals } from '../parse/post';
import { expectation } from './expectation';
import { count, fields, text } from './values';

/** A plain text is French. */
const said = z.preprocess(
  (written) => (typeof written === 'string' ? { fr: written } : written),
  fields({ fr: text, en: text.optional() }),
);

const commands = ['swarm-join-worker', 'swarm-join-manager', 'text'] as const;

const run = fields({
  fence: text,
  terminals: z.array(z.int().min(1).max(maximumTerminals)).default([]),
  command: z.enum(commands).transform((written) => {
    if (written === 'text') return { kind: 'text' as const };
    return {
      kind: 'swarm-join' as const,
      role: written === 'swarm-join-worker' ? ('worker' as const) : ('manager' as const),
    };
  }),
});

const check = fields({ say: said, after: text.optional(), expect: expectation }).transform(
  ({ say, after, expect }) => ({ say, after, expect }),
);

const step = fields({
  minutes: z.int().min(1).optional(),
  runs: z.array(run).default([]),
  checks: z.array(check).default([]),
  hints: z.array(said).default([]),
}).transform(({ minutes, ...written }) => ({ minutes, captures: [], solution: [], ...written }));

export const sidecarSchema = fields({
  version: z.literal(1),
  summary: said.optional(),
  minutes: count.optional(),
  level: z.enum(['beginner', 'intermediate', 'advanced']).optional(),
  images: z.array(text).default([]),
  steps: z.record(z.string(), step).default({}),
}).transform(({ version, summary, minutes, level, images, steps }) => ({
  version,
  summary,
  minutes,
  level,
  images,
  steps,
}));
