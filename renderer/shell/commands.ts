// What the keyboard and the menus can ask for, and who in the window does it.

/** Of the terminals of the largest lab. */
export const terminalNumbers = [1, 2, 3, 4, 5, 6, 7] as const;
type TerminalNumber = (typeof terminalNumbers)[number];

export type CommandId =
  | `terminal-${TerminalNumber}`
  | 'terminal-layout'
  | 'focus-guide'
  | 'next-step'
  | 'previous-step'
  | 'run-next'
  | 'toggle-map'
  | 'toggle-browser'
  | 'font-larger'
  | 'font-smaller'
  | 'library'
  | 'settings'
  | 'shortcuts'
  | 'diagnostics'
  | 'reset';

const providers = new Map<CommandId, Set<{ act: () => void }>>();

/** Says who does it; what it returns takes that back. Of several the last one does it. */
export function provide(id: CommandId, act: () => void): () => void {
  const all = providers.get(id) ?? new Set();
  const own = { act };
  providers.set(id, all.add(own));
  return () => void all.delete(own);
}

/** Does it; false where nobody is there to do it. */
export function perform(id: CommandId): boolean {
  const last = [...(providers.get(id) ?? [])].at(-1);
  last?.act();
  return last !== undefined;
}
