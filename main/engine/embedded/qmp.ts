// QMP, QEMU's control protocol: JSON objects, one a line, with commands, answers and events.
import { z } from 'zod';
import { within } from '../within';
import { type ConnectOptions, connectLines, takenByAnyone, usualLimit } from './line-socket';

interface QmpEvent {
  /** `STOP`, `RESUME`, `SHUTDOWN`, `MIGRATION` … */
  event: string;
  data: Record<string, unknown>;
}

export interface Qmp {
  /**
   * Runs one command; `limit` in milliseconds. Who asks may drop the promise: a rejection that nobody takes is not
   * reported.
   * @throws QmpError where QEMU refuses, Error with code `ETIMEDOUT` or `ECONNRESET` where it does not answer
   */
  execute<T = unknown>(command: string, arguments_?: Record<string, unknown>, limit?: number): Promise<T>;
  /** Returns what ends it. */
  onEvent(listener: (event: QmpEvent) => void): () => void;
  /** Resolves once the connection is gone, as when QEMU ends. */
  readonly closed: Promise<void>;
  close(): void;
}

/** What QEMU answered instead of doing it. */
export class QmpError extends Error {
  override readonly name = 'QmpError';

  constructor(
    readonly command: string,
    /** `GenericError`, `CommandNotFound`, `DeviceNotFound` … */
    readonly errorClass: string,
    /** QEMU's own sentence. */
    readonly desc: string,
  ) {
    super(`${command}: ${desc} (${errorClass})`);
  }
}

const answerSchema = z.union([
  z.object({ id: z.string(), error: z.object({ class: z.string(), desc: z.string() }) }),
  z.object({ id: z.string(), return: z.unknown() }),
]);
const eventSchema = z.object({ event: z.string(), data: z.record(z.string(), z.unknown()).default({}) });
const greetingSchema = z.object({ QMP: z.object({}) });

/**
 * Ready for commands. QEMU talks to one client at a time on a socket: a second one gets no greeting.
 * @throws Error with the code of the last attempt to connect, `ABORT_ERR`, or as `execute` does
 */
export async function connectQmp(path: string, options: ConnectOptions): Promise<Qmp> {
  const listeners = new Set<(event: QmpEvent) => void>();
  let greet: () => void = () => undefined;
  let refuse: (error: Error) => void = () => undefined;
  const greeting = takenByAnyone(
    new Promise<void>((resolve, reject) => ([greet, refuse] = [resolve, reject])),
  );

  const socket = await connectLines<z.infer<typeof answerSchema>>(path, options, (line, lines) => {
    const message = parse(line);
    const event = eventSchema.safeParse(message);
    const answered = answerSchema.safeParse(message);
    if (event.success) for (const listener of listeners) listener(event.data);
    else if (answered.success) lines.answer(answered.data.id, answered.data);
    else if (greetingSchema.safeParse(message).success) greet();
    else if (message === undefined) {
      const error = new Error(`${path} does not talk QMP: ${line.slice(0, 80)}`);
      refuse(error);
      lines.close(error);
    }
  });

  const run = async (command: string, arguments_?: Record<string, unknown>, limit = usualLimit) => {
    const id = socket.newId();
    const answer = await socket.ask(
      id,
      JSON.stringify({ execute: command, arguments: arguments_, id }),
      limit,
    );
    if ('error' in answer) throw new QmpError(command, answer.error.class, answer.error.desc);
    return answer.return;
  };

  void socket.closed.then(() =>
    refuse(Object.assign(new Error(`${path} closed without a greeting`), { code: 'ECONNRESET' })),
  );
  try {
    await within(usualLimit, greeting, options.signal);
    await within(usualLimit, run('qmp_capabilities'), options.signal);
  } catch (error) {
    socket.close();
    throw error;
  }
  return {
    execute: <T>(...[command, arguments_, limit]: Parameters<Qmp['execute']>) =>
      takenByAnyone(run(command, arguments_, limit) as Promise<T>),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    closed: socket.closed,
    close: () => socket.close(),
  };
}

/** Undefined where the line is no JSON. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // the caller closes the connection, and says what came
  }
}
