import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OutputBlock } from '../../../main/labs/lab';
import { loadLab } from '../../../main/labs/load';
import { compareOutput } from '../../../main/labs/rehearsal/compare';

describe('lines of text', () => {
  it('are there, in order, whatever stands between them', () => {
    expect(compareOutput('one\ntwo', 'before\none\nbetween\ntwo\nbehind')).toBeUndefined();
    expect(compareOutput('one\ntwo', 'two\none')).toEqual({ expected: 'two', found: 'two\none' });
  });

  it('that are missing are named, the first one alone', () => {
    expect(compareOutput('one\n\n  two  lines\nthree', 'one\n')).toEqual({
      expected: 'two lines',
      found: 'one',
    });
  });

  it('may be wrapped otherwise, also by a backslash', () => {
    expect(
      compareOutput('docker swarm join \\\n    --token x \\\n    y', 'docker swarm join --token x y'),
    ).toBeUndefined();
    expect(compareOutput('a long line', 'a long\r\n  line')).toBeUndefined();
  });

  it('that are empty are always there', () => {
    expect(compareOutput('\n', 'whatever')).toBeUndefined();
  });
});

/** What Docker 26 prints for the command in whose answer the lab shows an output that starts so. */
const header =
  'ID                            HOSTNAME   STATUS    AVAILABILITY   MANAGER STATUS   ENGINE VERSION';
const nodes = (...rows: [name: string, manages: string, here?: boolean][]): string =>
  [
    header,
    ...rows.map(([name, manages, here]) =>
      [
        `a1b2c3d4e5f6g7h8i9j0k1l2${name.at(-1) ?? ''} ${here ? '*' : ' '}`.padEnd(30),
        name.padEnd(11),
        'Ready     Active         ',
        manages.padEnd(17),
        '28.5.2',
      ].join(''),
    ),
  ].join('\n');
const tasks = [
  'ID             NAME      IMAGE                   NODE      DESIRED STATE   CURRENT STATE                    ERROR     PORTS',
  'abcdefghijkl   vote.1    instavote/vote:latest   node3     Running         Running about a minute ago                 ',
  '0mn20jonsfd1   vote.2    instavote/vote:latest   node2     Running         Running 59 seconds ago                     ',
  'rganh2g8y8b7   vote.3    instavote/vote:latest   node1     Running         Running less than a second ago             ',
  'on8oog1833yq   vote.4    instavote/vote:latest   node1     Running         Running 1 second ago                       ',
  'hmp2wtvojxro   vote.5    instavote/vote:latest   node2     Running         Running 2 seconds ago                      ',
  'vdizjy291q4t   vote.6    instavote/vote:latest   node3     Running         Running 2 seconds ago                      ',
].join('\n');
const inspected = (outputs: string[]): string => {
  const [node] = JSON.parse(outputs.find((text) => text.startsWith('[')) ?? '') as [Record<string, object>];
  const description = { ...node.Description, TLSInfo: { TrustRoot: '-----BEGIN CERTIFICATE-----' } };
  return JSON.stringify([{ ...node, Description: description, Version: { Index: 1234 } }], null, 4);
};

describe('the outputs of the French lab', async () => {
  const lab = await loadLab(join(import.meta.dirname, '../../../assets/labs/swarm-vue-d-ensemble'));
  const outputs = lab.steps
    .flatMap(({ blocks }) => blocks)
    .filter((block): block is OutputBlock => block.kind === 'output')
    .map(({ text }) => text);
  const leader: [string, string, true] = ['node1', 'Leader', true];
  const three = nodes(leader, ['node2', ''], ['node3', '']);

  const printed = [
    [
      'Swarm initialized: current node (abcdefghijklmnopqrstuvwxy) is now a manager.\r\n\r\n',
      'To add a worker to this swarm, run the following command:\r\n\r\n',
      '    docker swarm join --token SWMTKN-1-4x-9z 172.29.0.11:2377\r\n\r\n',
      "To add a manager to this swarm, run 'docker swarm join-token manager' and follow the instructions.\r\n\r\n",
    ].join(''),
    nodes(leader),
    'This node joined a swarm as a worker.\n',
    three,
    `Error response from daemon: This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager.\n`,
    inspected(outputs),
    '172.29.0.11\n',
    'Node node2 promoted to a manager in the swarm.\n',
    nodes(leader, ['node2', 'Reachable'], ['node3', '']),
    nodes(['node1', 'Leader'], ['node2', 'Reachable', true], ['node3', '']),
    'Manager node2 demoted in the swarm.\n',
    three,
    tasks,
    'node2\n',
    'node2\n',
  ];

  it('are as many as here', () => {
    expect(outputs).toHaveLength(printed.length);
  });

  it.each(printed.map((text, index) => [index, text] as const))(
    'number %i is what Docker prints',
    (index, text) => {
      expect(compareOutput(outputs[index] ?? 'none', text)).toBeUndefined();
    },
  );

  it.each(printed.map((_, index) => index))('number %i is not an error message', (index) => {
    const error = 'Error response from daemon: dial unix /var/run/docker.sock: connect: connection refused';
    expect(compareOutput(outputs[index] ?? '', error)).toBeDefined();
  });

  it('say who is the leader, who is reachable, and where each task runs', () => {
    expect(compareOutput(outputs[3] ?? '', nodes(leader, ['node2', 'Reachable'], ['node3', '']))).toEqual({
      expected: 'MANAGER STATUS: –, –, Leader',
      found: 'MANAGER STATUS: –, Leader, Reachable',
    });
    expect(compareOutput(outputs[3] ?? '', three.replace('Ready', 'Down '))?.expected).toMatch(/^STATUS: /);
    expect(compareOutput(outputs[12] ?? '', tasks.replace('node3', 'node1'))?.expected).toMatch(/^NODE: /);
  });
});
