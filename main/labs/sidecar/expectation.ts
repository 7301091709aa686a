// What a check may expect of the cluster: exactly one statement, told apart by its key.
import { z } from 'zod';
import type { Expectation } from '../lab';
import { container, file, network, page, script } from './node-statements';
import { config, node, nodes, rollingUpdate, secret, service, task } from './swarm-statements';
import { fields } from './values';

const statements = {
  nodes: nodes.optional(),
  node: node.optional(),
  service: service.optional(),
  task: task.optional(),
  'rolling-update': rollingUpdate.optional(),
  secret: secret.optional(),
  config: config.optional(),
  network: network.optional(),
  container: container.optional(),
  file: file.optional(),
  script: script.optional(),
  page: page.optional(),
};

export const expectation = fields(statements)
  .meta({ minProperties: 1, maxProperties: 1 })
  .transform((written, context): Expectation => {
    const [statement, ...others] = Object.values(written).filter((each) => each !== undefined);
    if (statement && others.length === 0) return statement;
    context.addIssue({ code: 'custom', message: `1 × ${Object.keys(statements).join(' | ')}` });
    return z.NEVER;
  });
