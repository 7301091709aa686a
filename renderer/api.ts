// The renderer's one door to main: what the preload exposed, with failures thrown as they came.
import type { Answer, Api, Told } from '../preload/contract';

declare global {
  interface Window {
    essaim: Api;
  }
}

export const api: Api = window.essaim;

/** A call that main refused, or that failed there. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(readonly told: Told) {
    super(told.cause || told.text);
  }
}

/** @throws Refused where the answer is a failure. */
export async function valueOf<T>(answer: Promise<Answer<T>>): Promise<T> {
  const given = await answer;
  if (given.ok) return given.value;
  throw new Refused(given.failure);
}
