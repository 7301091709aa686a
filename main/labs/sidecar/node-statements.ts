// The statements for which a node itself is asked: networks, containers, files, scripts, pages.
import { z } from 'zod';
import type { Expectation } from '../lab';
import { count, fields, node, pattern, port, text, yesNo } from './values';

const asked = node.default('node1').describe('Node that is asked.');

export const network = fields({
  name: text.describe('Name of the network.'),
  node: asked,
  exists: yesNo.default(true).describe('Whether there is such a network.'),
  driver: text.exactOptional().describe('Its driver: `overlay`, `bridge`…'),
  attachable: yesNo.exactOptional().describe('Whether containers outside services may join it.'),
  encrypted: yesNo.exactOptional().describe('Whether its traffic is encrypted.'),
})
  .describe('A network, as one node sees it.')
  .transform((written): Expectation => ({ kind: 'network', ...written }));

export const container = fields({
  node: asked,
  name: text.exactOptional().describe('Its name, or the beginning of it: tasks bear their service’s.'),
  image: text.exactOptional().describe('Its image, with its tag.'),
  running: count.default(1).describe('How many such containers run.'),
})
  .refine(({ name, image }) => name !== undefined || image !== undefined, { error: 'name | image' })
  .meta({ anyOf: [{ required: ['name'] }, { required: ['image'] }] })
  .describe('Running containers of one node.')
  .transform((written): Expectation => ({ kind: 'container', ...written }));

export const file = fields({
  node: asked,
  path: text.startsWith('/', { error: '/…' }).describe('Absolute path on the node.'),
  exists: yesNo.default(true).describe('Whether there is such a file or folder.'),
  contains: text.exactOptional().describe('Text that the file contains.'),
})
  .refine(({ exists, contains }) => exists || contains === undefined, {
    error: 'exists: true | contains: –',
  })
  .describe('A file or a folder of one node.')
  .transform((written): Expectation => ({ kind: 'file', ...written }));

export const script = fields({
  node: asked,
  run: text.describe('For `sh -c` on the node. It only looks, as it is run again and again; 15 s at most.'),
  status: z.int().min(0).max(255).default(0).describe('Exit status that it ends with.'),
  prints: text.exactOptional().describe('Text that it prints.'),
})
  .describe('A script on one node, for what no other statement says.')
  .transform((written): Expectation => ({ kind: 'script', ...written }));

const distinct = fields({
  'at-least': z.int().min(1).describe('How many different values at least.'),
  requests: z.int().min(1).describe('How often each node is asked.'),
  pattern: pattern.describe('Regular expression whose one group is the value.'),
}).transform(({ 'at-least': atLeast, ...written }) => ({ atLeast, ...written }));

export const page = fields({
  nodes: z.array(node).min(1).describe('Nodes that must answer, each for itself.'),
  port: port.describe('Port on the nodes.'),
  path: text.startsWith('/', { error: '/…' }).default('/').describe('Path of the page.'),
  contains: text.optional().describe('Text that the page contains.'),
  status: z.int().min(100).max(599).optional().describe('HTTP status; any below 400 by default.'),
  distinct: distinct.optional().describe('So many different answers: who serves the page is not one alone.'),
})
  .describe('A page that nodes serve.')
  .transform(({ contains, ...written }): Expectation => ({ kind: 'page', ...written, contains }));
