import { describe, expect, it } from 'vitest';
import { normalise } from '../../../main/labs/rehearsal/normalise';

describe('what differs from run to run', () => {
  it.each([
    [
      'docker swarm join --token SWMTKN-1-0jo31iec-8ggnqa31 10.0.107.3:2377',
      'docker swarm join --token <token> <address>:2377',
    ],
    ['current node (preife0qe9vjyum4rv13qm33l) is', 'current node (<id>) is'],
    ['mjpn0ybsg6pj   vote.1', '<id>   vote.1'],
    [`overall: sha256:${'0a'.repeat(32)}`, 'overall: <digest>'],
    ['f'.repeat(64), '<id>'],
    ['"2026-03-02T09:41:06.416916471Z"', '"<time>"'],
    ['2026-03-02T09:41:06+01:00', '<time>'],
    ['Running 15 seconds ago', 'Running <ago>'],
    ['Running about a minute ago', 'Running <ago>'],
    ['Running less than a second ago', 'Running <ago>'],
    ['Up 2 hours', 'Up <ago>'],
    ['Docker version 17.05.0-ce', 'Docker version <version>'],
    ['26.1.5+dfsg1', '<version>'],
    ['a\r\nb', 'a\nb'],
  ])('is taken out of %j', (text, rest) => {
    expect(normalise(text)).toBe(rest);
  });

  it.each([
    'instavote/vote:latest',
    'node1',
    'visualizer.1',
    '8080:80',
    'orchestrator',
    'Node node2 promoted to a manager in the swarm.',
  ])('is nothing of %j', (text) => {
    expect(normalise(text)).toBe(text);
  });
});
