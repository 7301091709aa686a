// A failure as a value, as it crosses the border: Electron would strip it to a text.
import type { Told } from '../../preload/contract';
import { Failure, messageOf } from '../failure/failure';

export function toldOf(error: unknown): Told {
  if (error instanceof Failure)
    return { kind: error.kind, text: error.text, values: error.values, cause: error.causeText };
  return { kind: 'fault', text: 'window:fault', values: {}, cause: messageOf(error) };
}
