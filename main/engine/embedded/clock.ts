// Keeps the guest's clock right: after the laptop slept, and against what emulation drifts.
import { messageOf } from '../../failure/failure';
import type { Log } from '../../log/log';
import type { Launched } from './launch';
import { clockLag, setClock } from './machine';

/** Milliseconds between two looks at our own clocks, which cost nothing. */
const look = 2_000;
/** Milliseconds that the two may disagree by timers being late; a sleep is longer. */
const jump = 3_000;
/** Milliseconds between two questions to the guest, each of which starts a program there. */
const check = 60_000;
/** Seconds that the guest may be off: TLS and swarm bear more, timestamps in logs are compared by people. */
const tolerance = 1;

/** Watches until the returned function is called. */
export function keepClock(launched: Launched, log: Log): () => void {
  let seen = Date.now();
  let checked = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    const slept = Math.abs(now - seen - look) > jump;
    seen = now;
    if (!slept && now - checked < check) return;
    checked = now;
    correct(launched, log).catch((error: unknown) => {
      log.warn({ error: messageOf(error) }, 'the machine’s clock could not be checked');
    });
  }, look);
  timer.unref();
  return () => clearInterval(timer);
}

async function correct(launched: Launched, log: Log): Promise<void> {
  const lag = await clockLag(launched);
  if (Math.abs(lag) <= tolerance) return;
  log.info({ lag }, 'the machine’s clock is set');
  await setClock(launched);
}
