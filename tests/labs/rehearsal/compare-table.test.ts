import { describe, expect, it } from 'vitest';
import { compareTables } from '../../../main/labs/rehearsal/compare-table';

const lines = (...rows: string[]): string => rows.join('\n');
const shown = lines(
  'ID             NAME      NODE      ERROR     PORTS', //
  'mjpn0ybsg6pj   vote.1    node1               ',
  'xnon20jonsfd   vote.2    node2               ',
);
const same = { difference: undefined };

describe('tables', () => {
  it('have the same rows in any order, and other widths', () => {
    const printed = lines(
      'ID             NAME            NODE          ERROR     PORTS',
      'aaaaaaaaaaa2   vote.2          node2',
      'bbbbbbbbbbbb   vote.1          node1',
    );
    expect(compareTables(shown, printed)).toEqual(same);
  });

  it('have any ids, also those without a digit', () => {
    const table = (id: string) => lines('CONTAINER ID   NAMES', `${id}   vote`);
    for (const id of ['abcdefghijkl', '123456789012'])
      expect(compareTables(table('mjpn0ybsg6pj'), table(id))).toEqual(same);
  });

  it('may have more columns than the lab shows, and text before and behind', () => {
    const printed = lines(
      'some warning',
      'ID             NAME      IMAGE     NODE      DESIRED STATE   ERROR     PORTS',
      'abcdefghijk1   vote.1    vote:1    node1     Running',
      'abcdefghijk2   vote.2    vote:1    node2     Running',
    );
    expect(compareTables(shown, printed)).toEqual(same);
  });

  it('differ by a missing row', () => {
    const printed = shown.split('\n').slice(0, 2).join('\n');
    expect(compareTables(shown, printed)).toEqual({
      difference: { expected: 'ID: <id>, <id>', found: 'ID: <id>' },
    });
  });

  it('differ by a value: the column is named with both', () => {
    expect(compareTables(shown, shown.replace('node2', 'node3'))).toEqual({
      difference: { expected: 'NODE: node1, node2', found: 'NODE: node1, node3' },
    });
  });

  it('differ by a value where there is none', () => {
    const printed = lines(
      'ID             NAME      NODE      ERROR       PORTS',
      'mjpn0ybsg6pj   vote.1    node1     "no image"',
      'xnon20jonsfd   vote.2    node2',
    );
    expect(compareTables(shown, printed)).toEqual({
      difference: { expected: 'ERROR: –, –', found: 'ERROR: –, "no image"' },
    });
  });

  it('are missing where something else, or another table, was printed', () => {
    const difference = {
      expected: 'ID             NAME      NODE      ERROR     PORTS',
      found: 'no such service',
    };
    expect(compareTables(shown, 'no such service\n')).toEqual({ difference });
    expect(compareTables(shown, 'NETWORK ID   NAME   DRIVER')?.difference?.expected).toBe(
      difference.expected,
    );
  });

  it('may part two empty columns by one space, as authors do', () => {
    const narrow = lines('ID             NAME      NODE      ERROR PORTS', 'mjpn0ybsg6pj   vote.1    node1');
    const printed = lines(
      'ID             NAME      NODE      ERROR     PORTS',
      'abcdefghijk1   vote.1    node1',
    );
    expect(compareTables(narrow, printed)).toEqual(same);
    const state = lines('HOSTNAME   STATUS    AVAILABILITY MANAGER STATUS', 'node1      Ready     Active');
    const full = lines('HOSTNAME   STATUS    AVAILABILITY   MANAGER STATUS', 'node1      Ready     Active');
    expect(compareTables(state, full)).toEqual(same);
  });

  it('that are not aligned, or are none, get no verdict', () => {
    const skewed = lines('ID             NAME      NODE', 'mjpn0ybsg6pjxnon20jonsfd vote.1 node1');
    expect(compareTables(skewed, shown)).toBeUndefined();
    expect(compareTables('node2', 'node2')).toBeUndefined();
    expect(compareTables('Swarm initialized: current node', shown)).toBeUndefined();
  });
});
