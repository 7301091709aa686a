// The one door between the app's two worlds on main's side: checks who asks and what, and turns failures into values.
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { z } from 'zod';
import type { Answer, Calls, Events } from '../../preload/contract';
import { messageOf } from '../failure/failure';
import type { Log } from '../log/log';
import { argumentsOf } from './ipc-arguments';
import { appOrigin } from './protocol';
import { toldOf } from './told';

/** What the window asks for by itself. */
const unasked = [
  'terminals.acknowledge',
  'terminals.attach',
  'terminals.resize',
  'browser.answers',
  'guide.text',
];

/** What serves each call: the contract's functions, which may take their time. */
export type Handlers = {
  [N in keyof Calls]: {
    [V in keyof Calls[N]]: Calls[N][V] extends (...args: infer A) => infer R
      ? (...args: A) => R | Promise<R>
      : never;
  };
};

export type Tell = <N extends keyof Events, E extends keyof Events[N]>(
  noun: N,
  event: E,
  told: Events[N][E],
) => void;

/**
 * Opens the door for the window's own page and nobody else: no frame in it, no other page.
 * `onActive`: told of calls that a person makes, by a key or a click.
 */
export function openDoor(
  window: () => WebContents | undefined,
  handlers: Handlers,
  log: Log,
  onActive: () => void = () => undefined,
): void {
  for (const [noun, verbs] of Object.entries(handlers)) {
    for (const [verb, handle] of Object.entries(verbs)) {
      const name = `${noun}.${verb}`;
      const schema = (argumentsOf as Record<string, Record<string, z.ZodType>>)[noun]?.[verb];
      if (!schema) throw new Error(`${name} has no schema`);
      ipcMain.handle(name, async (event, args: unknown): Promise<Answer<unknown>> => {
        try {
          refuseStranger(event, window());
          const parsed = schema.safeParse(args);
          if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
          if (!unasked.includes(name)) onActive();
          const value: unknown = await (handle as (...given: unknown[]) => unknown)(
            ...(parsed.data as unknown[]),
          );
          return { ok: true, value };
        } catch (error) {
          log.warn({ call: name, error: messageOf(error) }, 'a call failed');
          return { ok: false, failure: toldOf(error) };
        }
      });
    }
  }
}

function refuseStranger(event: IpcMainInvokeEvent, window: WebContents | undefined): void {
  const { senderFrame, sender } = event;
  const isOurs =
    sender === window && senderFrame !== null && senderFrame.parent === null && isAppUrl(senderFrame.url);
  if (!isOurs) throw new Error('a call from elsewhere than the app’s own page');
}

function isAppUrl(url: string): boolean {
  return url.startsWith(`${appOrigin}/`);
}

/** Tells the window's page; without a window nobody is told, as a new one asks for the whole state. */
export function createTell(window: () => WebContents | undefined): Tell {
  return (noun, event, told) => {
    const contents = window();
    if (contents && !contents.isDestroyed()) contents.send(`${noun}.${String(event)}`, told);
  };
}
