import { describe, expect, it } from 'vitest';
import { evaluate, type Eye } from '../../../main/labs/checks/evaluate';
import type { Expectation } from '../../../main/labs/lab';
import { manager, node, state } from '../../cluster/states';

const led = state({ nodes: [node('node1', manager)] });

function eye(api: object, now = led): Eye {
  const nodes = [{ name: 'node1', inner: { api } }];
  const watch = { refresh: () => Promise.resolve(now), current: () => now };
  return { cluster: { nodes }, watch, mostMissing: () => 0 } as unknown as Eye;
}

const network: Expectation = { kind: 'network', name: 'back', node: 'node1', exists: true };
const secret: Expectation = { kind: 'secret', name: 'code', exists: true };
const listed = (...list: object[]) => Promise.resolve(list);

describe('a statement', () => {
  it('about a node that does not answer fails with what was found', async () => {
    const silent = eye({ listNetworks: () => Promise.reject(new Error('socket hang up')) });
    expect(await evaluate(network, silent)).toEqual({
      ...{ kind: 'fails', expected: 'network back (node1)', found: 'socket hang up' },
    });
  });

  it('about a node that the cluster has not fails', async () => {
    const result = await evaluate({ ...network, node: 'node2' }, eye({}));
    expect(result).toMatchObject({ kind: 'fails', expected: 'network back (node2)' });
  });

  it.each([
    ['no manager', eye({}, state({ nodes: [node('node1')] })), '–'],
    ['no secret', eye({ listSecrets: () => listed() }), '–'],
    ['another one', eye({ listSecrets: () => listed({ Spec: { Name: 'codes' } }) }), 'codes'],
  ])('about a secret fails with %s', async (_title, looking, found) => {
    expect(await evaluate(secret, looking)).toEqual({ kind: 'fails', expected: 'secret code', found });
  });

  it('about an image minds neither its digest nor the tag that is meant', async () => {
    const running = eye({
      listContainers: () => listed({ Names: ['/vote.1.x'], Image: 'instavote/vote:latest@sha256:0' }),
    });
    const vote: Expectation = { kind: 'container', node: 'node1', image: 'instavote/vote', running: 1 };
    expect(await evaluate(vote, running)).toEqual({ kind: 'holds' });
    expect(await evaluate({ ...vote, image: 'instavote/vote:indent', running: 0 }, running)).toEqual({
      kind: 'holds',
    });
  });

  it('about an encrypted network reads its options', async () => {
    const encrypted = eye({
      listNetworks: () => listed({ Name: 'back', Driver: 'overlay', Options: { encrypted: '' } }),
    });
    expect(await evaluate({ ...network, encrypted: true }, encrypted)).toEqual({ kind: 'holds' });
  });
});
