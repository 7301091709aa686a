// What a check may expect of the cluster: exactly one statement, told apart by its key.
import { z } from 'zod';
import type { Expectation } from '../lab';
import { count, fields, port, stating, text, yesNo } from './values';

const nodes = stating({
  count: count.exactOptional(),
  managers: count.exactOptional(),
  ready: count.exactOptional(),
}).transform((written): Expectation => ({ kind: 'nodes', ...written }));

const node = stating(
  {
    name: text,
    member: yesNo.exactOptional(),
    role: z.enum(['manager', 'worker']).exactOptional(),
    leader: yesNo.exactOptional(),
    reachable: yesNo.exactOptional(),
    availability: z.enum(['active', 'pause', 'drain']).exactOptional(),
    status: z.enum(['ready', 'down']).exactOptional(),
  },
  ['name'],
).transform((written): Expectation => ({ kind: 'node', ...written }));

const seconds = z.number().min(0);

const update = stating({ parallelism: count.exactOptional(), delay: seconds.exactOptional() }).transform(
  ({ delay, ...written }) => ({ ...written, ...(delay === undefined ? {} : { delaySeconds: delay }) }),
);

const service = stating(
  {
    name: text,
    running: count.exactOptional(),
    on: z.record(text, count).exactOptional(),
    'managers-only': yesNo.exactOptional(),
    image: text.exactOptional(),
    replicas: count.exactOptional(),
    published: port.exactOptional(),
    update: update.exactOptional(),
  },
  ['name'],
).transform(({ 'managers-only': managersOnly, ...written }): Expectation => ({
  kind: 'service',
  ...written,
  ...(managersOnly === undefined ? {} : { managersOnly }),
}));

const rollingUpdate = fields({
  service: text,
  image: text,
  parallelism: z.int().min(1),
  delay: seconds,
}).transform(({ delay, ...written }): Expectation => ({
  kind: 'rolling-update',
  ...written,
  delaySeconds: delay,
}));

const pattern = text.refine(hasOneGroup, { error: 'regular expression (one group)' });

const distinct = fields({ 'at-least': z.int().min(1), requests: z.int().min(1), pattern }).transform(
  ({ 'at-least': atLeast, ...written }) => ({ atLeast, ...written }),
);

const page = fields({
  nodes: z.array(text).min(1),
  port,
  path: text.startsWith('/', { error: '/…' }).default('/'),
  contains: text.optional(),
  distinct: distinct.optional(),
}).transform(({ contains, ...written }): Expectation => ({ kind: 'page', ...written, contains }));

const statements = { nodes, node, service, 'rolling-update': rollingUpdate, page };

export const expectation = fields({
  nodes: nodes.optional(),
  node: node.optional(),
  service: service.optional(),
  'rolling-update': rollingUpdate.optional(),
  page: page.optional(),
}).transform((written, context): Expectation => {
  const [statement, ...others] = Object.values(written).filter((each) => each !== undefined);
  if (statement && others.length === 0) return statement;
  context.addIssue({ code: 'custom', message: `1 × ${Object.keys(statements).join(' | ')}` });
  return z.NEVER;
});

function hasOneGroup(written: string): boolean {
  try {
    return new RegExp(`${written}|`).exec('')?.length === 2;
  } catch {
    // Not a regular expression, so not one with a group.
    return false;
  }
}
