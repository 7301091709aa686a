// Calls of the contract that have no handler yet.

export function notYet(): never {
  throw new Error('not built yet');
}
