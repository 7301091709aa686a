// The written form of a capture: a value of a command's output, or one of the cluster.
import { z } from 'zod';
import type { Capture } from '../lab';
import { fields, node, pattern, text } from './values';

const plain = z.enum(['worker-token', 'manager-token', 'leader', 'leader-address']);

const cluster = z
  .union(
    [
      plain.transform((kind) => ({ kind })),
      fields({ address: node.describe('Node whose address is meant.') }).transform(({ address }) => ({
        kind: 'address' as const,
        node: address,
      })),
      fields({ id: node.describe('Node whose id in the swarm is meant.') }).transform(({ id }) => ({
        kind: 'id' as const,
        node: id,
      })),
    ],
    { error: [...plain.options, '{ address: node2 }', '{ id: node2 }'].join(' | ') },
  )
  .describe('Asked of the running cluster whenever it is needed.');

export const capture = fields({
  name: text
    .regex(/^[A-Za-z][A-Za-z0-9-]*$/, { error: 'a-z 0-9 -' })
    .describe('Its name: letters, digits and hyphens. `<name>` in a command stands for the value.'),
  cluster: cluster.optional(),
  after: text.optional().describe('Text of the command of the step whose output holds the value.'),
  pattern: pattern
    .optional()
    .describe('Regular expression whose one group is the value; ^ and $ are a line’s.'),
})
  .meta({
    oneOf: [
      { required: ['cluster'], not: { anyOf: [{ required: ['after'] }, { required: ['pattern'] }] } },
      { required: ['after', 'pattern'], not: { required: ['cluster'] } },
    ],
  })
  .transform(({ name, cluster, after, pattern }, context): Capture => {
    if (cluster && after === undefined && pattern === undefined)
      return { name, from: { kind: 'cluster', value: cluster } };
    if (!cluster && after !== undefined && pattern !== undefined)
      return { name, from: { kind: 'output', after, pattern } };
    context.addIssue({ code: 'custom', message: 'cluster | after + pattern' });
    return z.NEVER;
  });
