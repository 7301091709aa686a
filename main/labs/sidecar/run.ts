// The written form of a rule that makes a fence run.
import { z } from 'zod';
import type { RunRule } from '../lab';
import { fields, terminal, text } from './values';

const commands = ['swarm-join-worker', 'swarm-join-manager', 'text'] as const;

export const run = fields({
  fence: text.describe('Text that the fence begins with, or else contains.'),
  terminals: z
    .array(terminal)
    .optional()
    .describe('Terminals, in turn; by default every node outside the swarm for a join, else the first.'),
  command: z
    .enum(commands)
    .default('text')
    .describe('What is typed: the text, or the join command with the true token of the running swarm.'),
  text: text.optional().describe('What is typed instead of the fence’s own text.'),
})
  .refine(({ command, text }) => text === undefined || command === 'text', {
    path: ['command'],
    error: 'text',
  })
  .transform(({ fence, terminals, command, text }): RunRule => {
    if (command === 'text')
      return { fence, terminals: terminals ?? [1], command: { kind: command, ...(text && { text }) } };
    const role = command === 'swarm-join-worker' ? 'worker' : 'manager';
    return { fence, terminals: terminals ?? [], command: { kind: 'swarm-join', role } };
  });
