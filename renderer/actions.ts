// What the learner asks for, anywhere in the window: a call to main whose failure is shown, never thrown.
import type { Answer } from '../preload/contract';
import { Refused, valueOf } from './api';
import { useView } from './stores/view';

/** Whether the call succeeded; where it failed, the window's message line says why. */
export async function did(answer: Promise<Answer<unknown>>): Promise<boolean> {
  return (await ask(answer.then((given) => (given.ok ? { ...given, value: true } : given)))) ?? false;
}

/** The call's value; undefined where it failed, which the window's message line says. */
export async function ask<T>(answer: Promise<Answer<T>>): Promise<T | undefined> {
  try {
    return await valueOf(answer);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    useView.setState({ message: error.told });
    return undefined;
  }
}
