import { expect, it } from 'vitest';
import { createLog } from '../../main/log/log';
import { createRing } from '../../main/log/ring';

it('the ring holds the last lines of what is no mere call', () => {
  const ring = createRing(2);
  const log = createLog('silent', ring);
  log.warn('one');
  log.debug({ operation: 'list' }, 'engine call');
  log.info({ lag: 3 }, 'two');
  log.warn('three');
  expect(ring.lines().map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['two', 'three']);
});
