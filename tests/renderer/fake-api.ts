// A main that answers from memory: what the window's parts are tried on without Electron, engine or nodes.
import type { Api, AppState, Events } from '../../preload/contract';

type Listener = (told: never) => void;

export interface FakeMain {
  api: Api;
  state: AppState;
  /** Every call in order: `terminals.write`, with its arguments. */
  calls: { name: string; args: unknown[] }[];
  /** Answers of calls by name, in place of nothing at all. */
  answers: Record<string, (...args: never[]) => unknown>;
  tell<N extends keyof Events, E extends keyof Events[N]>(noun: N, event: E, told: Events[N][E]): void;
}

export function fakeMain(state: AppState): FakeMain {
  const listeners = new Map<string, Set<Listener>>();
  const calls: FakeMain['calls'] = [];
  const answers: FakeMain['answers'] = {
    'app.state': () => state,
    'terminals.attach': () => '',
    'guide.text': () => '',
    'browser.answers': () => false,
    'tasks.logs': () => '',
    'diagnostics.report': () => '',
    'app.paste': () => '',
  };
  const verb =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push({ name, args });
      const answer = answers[name] as ((...given: unknown[]) => unknown) | undefined;
      return Promise.resolve({ ok: true, value: answer?.(...args) });
    };
  const noun = (name: string): unknown => new Proxy({}, { get: (_, key) => verb(`${name}.${String(key)}`) });
  const on = (where: string, event: string, listener: Listener): (() => void) => {
    const key = `${where}.${event}`;
    const all = listeners.get(key) ?? new Set();
    listeners.set(key, all.add(listener));
    return () => void all.delete(listener);
  };
  const nouns = [
    'app',
    'settings',
    'cluster',
    'terminals',
    'guide',
    'library',
    'browser',
    'tasks',
    'diagnostics',
  ];
  const api = { ...Object.fromEntries(nouns.map((each) => [each, noun(each)])), on } as unknown as Api;
  return {
    api,
    state,
    calls,
    answers,
    tell: (where, event, told) => {
      for (const listener of [...(listeners.get(`${where}.${String(event)}`) ?? [])]) listener(told as never);
    },
  };
}
