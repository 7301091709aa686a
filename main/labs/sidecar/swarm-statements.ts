// The statements that the managers decide: about nodes, services, tasks, updates, secrets and configs.
import { z } from 'zod';
import type { Expectation } from '../lab';
import { count, fields, node as nodeName, port, stating, text, yesNo } from './values';

const optionalCount = (description: string) => count.exactOptional().describe(description);

export const nodes = stating({
  count: optionalCount('How many nodes are members of the swarm.'),
  managers: optionalCount('How many of them are managers.'),
  ready: optionalCount('How many of them are ready.'),
})
  .describe('The swarm as a whole.')
  .transform((written): Expectation => ({ kind: 'nodes', ...written }));

export const node = stating(
  {
    name: nodeName.describe('Which node.'),
    member: yesNo.exactOptional().describe('Whether it is a member of the swarm.'),
    role: z.enum(['manager', 'worker']).exactOptional().describe('Its role.'),
    leader: yesNo.exactOptional().describe('Whether it leads the managers.'),
    reachable: yesNo.exactOptional().describe('Whether it is a manager that the others reach.'),
    availability: z
      .enum(['active', 'pause', 'drain'])
      .exactOptional()
      .describe('Whether it is given tasks: as `docker node update --availability` sets it.'),
    status: z.enum(['ready', 'down']).exactOptional().describe('Whether the managers hear of it.'),
  },
  ['name'],
)
  .describe('One node of the swarm.')
  .transform((written): Expectation => ({ kind: 'node', ...written }));

const seconds = z.number().min(0);

const update = stating({
  parallelism: optionalCount('How many tasks change at once.'),
  delay: seconds.exactOptional().describe('Seconds between two batches.'),
}).transform(({ delay, ...written }) => ({
  ...written,
  ...(delay === undefined ? {} : { delaySeconds: delay }),
}));

export const service = stating(
  {
    name: text.describe('Name of the service; of a stack: `stack_service`.'),
    exists: yesNo.exactOptional().describe('`false`: there must be no such service.'),
    running: optionalCount('How many of its tasks run.'),
    on: z.record(text, count).exactOptional().describe('How many of its tasks run on each node named.'),
    'managers-only': yesNo.exactOptional().describe('Whether all its running tasks are on managers.'),
    image: text.exactOptional().describe('Image of every running task, with its tag.'),
    replicas: optionalCount('How many tasks it is asked to run.'),
    published: port.exactOptional().describe('A port that it publishes.'),
    update: update.exactOptional().describe('How it is updated.'),
  },
  ['name'],
)
  .describe('One service.')
  .transform(({ 'managers-only': managersOnly, ...written }): Expectation => ({
    kind: 'service',
    ...written,
    ...(managersOnly === undefined ? {} : { managersOnly }),
  }));

export const task = fields({
  service: text.describe('Name of the service whose tasks are counted.'),
  node: nodeName.exactOptional().describe('Node that they are counted on; all of them by default.'),
  state: text.describe(
    'Their state as swarm names it: `running`, `failed`, `rejected`, `shutdown`, `pending`…',
  ),
  'at-least': z.int().min(1).default(1).describe('How many at least.'),
})
  .describe('Tasks of a service in some state, former ones included.')
  .transform(({ 'at-least': atLeast, ...written }): Expectation => ({ kind: 'task', ...written, atLeast }));

export const rollingUpdate = fields({
  service: text.describe('Name of the service.'),
  image: text.describe('Image that it is updated to, with its tag.'),
  parallelism: z.int().min(1).describe('Never more tasks than this change at once.'),
  delay: seconds.describe('At least so many seconds from the end of a batch to the next.'),
})
  .describe('How a rolling update went.')
  .transform(({ delay, ...written }): Expectation => ({
    kind: 'rolling-update',
    ...written,
    delaySeconds: delay,
  }));

export const secret = kept('secret');
export const config = kept('config');

function kept(kind: 'secret' | 'config') {
  return fields({
    name: text.describe(`Name of the ${kind}.`),
    exists: yesNo.default(true).describe(`Whether there is such a ${kind}.`),
  })
    .describe(`A ${kind} of the swarm.`)
    .transform((written): Expectation => ({ kind, ...written }));
}
