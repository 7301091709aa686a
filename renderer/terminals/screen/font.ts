// The terminals' letters, which have to be there before a terminal measures them.

/** As --mono in theme.css. */
export const fontFamily = "'JetBrains Mono Variable', ui-monospace, 'DejaVu Sans Mono', monospace";

/** Milliseconds after which a terminal opens with the system's letters: they are in the app, so this is an accident. */
const patience = 3000;

let ready: Promise<unknown> | undefined;

export function fontReady(): Promise<unknown> {
  const loads = ['400', '700'].map((weight) =>
    document.fonts.load(`${weight} 14px 'JetBrains Mono Variable'`),
  );
  ready ??= Promise.race([
    Promise.allSettled(loads),
    new Promise((resolve) => setTimeout(resolve, patience)),
  ]);
  return ready;
}
