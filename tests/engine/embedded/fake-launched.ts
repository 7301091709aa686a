// A launched machine without a machine: QMP and the guest's agent as functions that answer.
import { writeFile } from 'node:fs/promises';
import type { Launched } from '../../../main/engine/embedded/launch';
import type { Qmp } from '../../../main/engine/embedded/qmp';

interface Migration {
  status: string;
  'error-desc'?: string;
}

/** Answers `query-migrate` with the states in turn, the last for ever; `migrate` writes `memory` where it is told to. */
export function fakeQmp(states: Migration[] = [{ status: 'completed' }], memory = 'memory') {
  const commands: string[] = [];
  const given: Record<string, unknown> = {};
  let asked = 0;
  const answer = async (command: string, values: Record<string, unknown>): Promise<unknown> => {
    commands.push(command);
    given[command] = values;
    if (command === 'migrate') {
      const { channels } = values as { channels: [{ addr: { filename: string } }] };
      await writeFile(channels[0].addr.filename, memory);
    }
    return command === 'query-migrate' ? states[Math.min(asked++, states.length - 1)] : {};
  };
  const qmp: Qmp = {
    execute: <T>(command: string, values = {}) => answer(command, values) as Promise<T>,
    onEvent: () => () => undefined,
    closed: new Promise(() => undefined),
    close: () => undefined,
  };
  return { qmp, commands, given };
}

/** `answer` is the agent's; what it was asked is in `asked`. */
export function fakeLaunched(qmp: Qmp = fakeQmp().qmp, answer: (verb: string) => string = () => '') {
  const asked: [verb: string, argument: string][] = [];
  const launched: Launched = {
    qmp,
    control: {
      ask: (verb, argument = '') => {
        asked.push([verb, argument]);
        return Promise.resolve().then(() => answer(verb));
      },
      onStage: () => () => undefined,
      closed: new Promise(() => undefined),
      close: () => undefined,
    },
    mark: '',
    sockets: '',
  };
  return { launched, asked };
}
