// The guest's agent: one line a question, one line an answer, and lines that tell how far the guest has come.
import { type ConnectOptions, connectLines, takenByAnyone, usualLimit } from './line-socket';

export interface Control {
  /**
   * Sends `verb`, with an argument of one line, and gives what comes after `ok`; `limit` in milliseconds. Who asks may
   * drop the promise: a rejection that nobody takes is not reported.
   * @throws ControlError where the agent says no, Error with code `ETIMEDOUT` or `ECONNRESET` where it says nothing
   */
  ask(verb: string, argument?: string, limit?: number): Promise<string>;
  /** Hears what comes from now on: register in the turn in which the connection is there. Returns what ends it. */
  onStage(listener: (name: string, detail: string) => void): () => void;
  /** Resolves once the connection is gone, as when QEMU ends; the agent's own end is not seen. */
  readonly closed: Promise<void>;
  close(): void;
}

/** What the agent answered instead of doing it. */
export class ControlError extends Error {
  override readonly name = 'ControlError';

  constructor(
    readonly verb: string,
    /** The agent's own sentence. */
    readonly said: string,
  ) {
    super(`${verb}: ${said}`);
  }
}

interface Answer {
  ok: boolean;
  text: string;
}

const stageLine = /^stage (\S+)(?: (.*))?$/;
const answerLine = /^(\S+) (ok|error)(?: (.*))?$/;

/**
 * Says nothing of the agent: the socket is QEMU's, and answers come once the agent reads its port.
 * @throws Error with the code of the last attempt to connect, or `ABORT_ERR`
 */
export async function connectControl(path: string, options: ConnectOptions): Promise<Control> {
  const listeners = new Set<(name: string, detail: string) => void>();
  const socket = await connectLines<Answer>(path, options, (line, lines) => {
    const [, name, detail = ''] = stageLine.exec(line) ?? [];
    const [, id, status, text = ''] = answerLine.exec(line) ?? [];
    if (name !== undefined) for (const listener of listeners) listener(name, detail);
    else if (id !== undefined) lines.answer(id, { ok: status === 'ok', text });
    // Anything else is what is left of a line from before a restore.
  });
  // Ends the half line that the agent may still have from the connection before.
  socket.send('');

  const ask = async (verb: string, argument = '', limit = usualLimit): Promise<string> => {
    if (!/^\S+$/.test(verb)) throw new Error(`the verb ${JSON.stringify(verb)} is not one word`);
    if (/[\r\n]/.test(argument)) throw new Error(`the argument of ${verb} is not a single line`);
    const id = socket.newId();
    const question = [id, verb, ...(argument === '' ? [] : [argument])].join(' ');
    const answer = await socket.ask(id, question, limit);
    if (!answer.ok) throw new ControlError(verb, answer.text);
    return answer.text;
  };
  return {
    ask: (...question) => takenByAnyone(ask(...question)),
    onStage: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    closed: socket.closed,
    close: () => socket.close(),
  };
}
