// What the library shows of a lab.
import { z } from 'zod';
import type { LabCard, LabCardProgress, Progress } from '../../../preload/contract';
import type { Lab } from '../../labs/lab';
import { isComplete } from '../guide/progress';

/** What a card says of the lab itself; also on disk, for labs that are not there any more. */
export const cardFacts = z.object({
  title: z.string(),
  author: z.string().optional(),
  language: z.string(),
  summary: z.object({ fr: z.string(), en: z.string().optional() }).optional(),
  minutes: z.number().optional(),
  level: z.enum(['beginner', 'intermediate', 'advanced']).optional(),
  tags: z.array(z.string()),
  steps: z.number(),
  terminals: z.number(),
});

export type CardFacts = z.infer<typeof cardFacts>;

export function factsOf({ title, author, language, tags, steps, terminals, sidecar }: Lab): CardFacts {
  return {
    ...{ title, author, language, tags, terminals },
    ...{ summary: sidecar?.summary, minutes: sidecar?.minutes, level: sidecar?.level },
    steps: steps.length,
  };
}

export function cardProgress(progress: Progress | undefined, { steps }: Lab): LabCardProgress | undefined {
  if (!progress) return undefined;
  const { visited, startedAt, finishedAt } = progress;
  const done = steps.filter(({ id }) => visited.includes(id) && isComplete(progress, id)).length;
  return { done, startedAt, finishedAt };
}

export function cardOf(
  facts: CardFacts,
  rest: Pick<LabCard, 'source' | 'origin' | 'isOpen' | 'progress' | 'failure'>,
): LabCard {
  const { author, summary, minutes, level, ...given } = facts;
  return { ...given, author, summary, minutes, level, ...rest };
}
