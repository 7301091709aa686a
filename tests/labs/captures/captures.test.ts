import { describe, expect, it } from 'vitest';
import { captureFrom, namesIn, withValues } from '../../../main/labs/captures/captures';
import { fill } from '../../../main/labs/captures/fill';
import type { Capture } from '../../../main/labs/lab';
import { manager, node, state, worker } from '../../cluster/states';

describe('names in a text', () => {
  it.each([
    ['docker stop <box> <box> <other-1>', ['box', 'other-1']],
    ['cat <file.txt >out', []],
    ['cat > a.yml <<EOF', []],
    ['echo "<h1>Salut</h1> <br/> <1a> < box >"', []],
  ])('%s', (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });

  it('give way to the values that there are, as they are', () => {
    expect(withValues('a <x> <y> <constructor>', { x: '$& <y>' })).toBe('a $& <y> <y> <constructor>');
  });
});

describe('an output', () => {
  const box = { name: 'box', pattern: '^id: (\\w+)$' };
  it('gives the group of the pattern, line by line', () => {
    expect(captureFrom([box], 'Salut\nid: abc\nid: def\n')).toEqual({ captured: { box: 'abc' }, missed: [] });
  });

  it('that has it not, or empty, gives nothing', () => {
    const empty = { name: 'vide', pattern: 'id:(.*?)' };
    expect(captureFrom([box, empty], 'id: a b')).toEqual({ captured: {}, missed: [box, empty] });
    expect(captureFrom([box], `id: ${'a'.repeat(4_001)}`).missed).toEqual([box]);
  });
});

describe('what is typed', () => {
  const api = { swarmInspect: () => Promise.resolve({ JoinTokens: { Worker: 'W-1', Manager: 'M-1' } }) };
  const cluster = { nodes: ['node1', 'node2'].map((name) => ({ name, inner: { api } })) } as never;
  const now = state({ nodes: [node('node1', worker), node('node2', manager), node('node3')] });
  const captures: Capture[] = [
    { name: 'box', from: { kind: 'output', after: 'docker run', pattern: '(.)' } },
    ...(['worker-token', 'manager-token', 'leader', 'leader-address'] as const).map((kind): Capture => ({
      name: kind,
      from: { kind: 'cluster', value: { kind } },
    })),
    { name: 'deux', from: { kind: 'cluster', value: { kind: 'address', node: 'node2' } } },
    { name: 'moi', from: { kind: 'cluster', value: { kind: 'id', node: 'node1' } } },
    { name: 'trois', from: { kind: 'cluster', value: { kind: 'id', node: 'node3' } } },
  ];
  const filled = (text: string, values = {}, at = now): Promise<string> =>
    fill(text, { captures, values }, cluster, () => Promise.resolve(at));

  it('has the values of outputs and of the cluster', async () => {
    expect(await filled('<box> <worker-token> <manager-token> <leader>', { box: 'abc' })).toBe(
      'abc W-1 M-1 node2',
    );
    const [one, two] = now.nodes;
    expect(await filled('<leader-address> <deux> <moi> <p>')).toBe(
      `${two?.address} ${two?.address} ${one?.member?.id} <p>`,
    );
  });

  it('reads the cluster only where its values are wanted', async () => {
    const read = (): never => {
      throw new Error('read');
    };
    expect(await fill('echo <box>', { captures, values: { box: 'a' } }, cluster, read)).toBe('echo a');
  });

  it.each([
    ['<box>', now, { text: 'sidecar:notCaptured', values: { name: 'box', command: 'docker run' } }],
    ['<trois>', now, { text: 'sidecar:noMember', values: { name: 'trois', node: 'node3' } }],
    ['<leader>', state({}), { text: 'sidecar:noLeader', values: { name: 'leader' } }],
  ])('without its value it is refused: %s', async (text, at, failure) => {
    await expect(filled(text, {}, at)).rejects.toMatchObject({ kind: 'cluster', ...failure });
  });
});
