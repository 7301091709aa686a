// Puts a button over each node and each task of the drawing, so that they open by click, touch and keyboard alike.
import type { Translate } from '../../main/i18n/i18n';

/** What a door leads to: a task's logs, or a node's terminal. */
export type Door = { kind: 'task'; task: string } | { kind: 'node'; node: string };

/** After each rendering: the drawing keeps children that it does not know. `open` is the task whose logs are shown. */
export function hangDoors(root: HTMLElement, open: string | undefined, say: Translate): void {
  for (const chip of root.querySelectorAll<HTMLElement>('.task')) {
    const { key = '' } = chip.dataset;
    chip.toggleAttribute('data-open', key === open);
    const name = text(chip, '.name');
    // All that the compact drawing leaves out is told on hovering.
    const facts = [`${name} — ${text(chip, '.state')}`, text(chip, '.image'), text(chip, '.container')];
    const door = doorOf(chip, 'task', key);
    door.setAttribute('aria-label', say('map:openLogs', { task: `${name} (${text(chip, '.state')})` }));
    door.setAttribute('aria-expanded', String(key === open));
    door.title = facts.filter(Boolean).join('\n');
  }
  for (const card of root.querySelectorAll<HTMLElement>('.node')) {
    const { key = '' } = card.dataset;
    const door = doorOf(card, 'node', key);
    door.setAttribute('aria-label', say('map:openTerminal', { node: key }));
    door.title = say('map:openTerminal', { node: key });
  }
}

/** The door that was clicked, if it was one. */
export function doorAt(target: EventTarget): Door | undefined {
  const door = target instanceof Element ? target.closest<HTMLElement>('.map-door') : null;
  const { task, node } = door?.dataset ?? {};
  if (task !== undefined) return { kind: 'task', task };
  return node === undefined ? undefined : { kind: 'node', node };
}

function doorOf(parent: HTMLElement, kind: Door['kind'], key: string): HTMLButtonElement {
  let door = parent.querySelector<HTMLButtonElement>(':scope > .map-door');
  if (!door) {
    door = parent.ownerDocument.createElement('button');
    door.type = 'button';
    door.className = 'map-door';
    // First, so that the keyboard comes to a node before its tasks.
    parent.prepend(door);
  }
  door.dataset[kind] = key;
  return door;
}

function text(parent: Element, selector: string): string {
  return parent.querySelector(`:scope > ${selector}`)?.textContent ?? '';
}
