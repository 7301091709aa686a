// The log of what Essaim does to engines and nodes: JSON lines, for diagnosis, never for the learner.
import pino, { type Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn'>;

/** Silent unless asked for: `verbose` writes to standard error. */
export function createLog(level: 'silent' | 'verbose'): Log {
  return pino(
    { level: level === 'verbose' ? 'debug' : 'silent', base: null },
    pino.destination({ fd: 2, sync: true }),
  );
}

export const silentLog: Log = createLog('silent');
