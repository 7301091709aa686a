// The little of the DOM that the drawing's renderer uses, with a count of the moves: one of them starts an animation anew.

export class FakeElement {
  /** How often an element that was in its place already was put into another. */
  static moves = 0;

  readonly children: FakeElement[] = [];
  readonly dataset: Record<string, string> = {};
  readonly ownerDocument = { createElement: (tag: string) => new FakeElement(tag) };
  parentNode: FakeElement | undefined;
  className = '';
  title = '';
  hidden = false;
  textContent = '';

  constructor(readonly tag: string) {}

  get classList(): { contains: (name: string) => boolean; add: (name: string) => void } {
    const names = this.className.split(' ').filter(Boolean);
    return {
      contains: (name) => names.includes(name),
      add: (name) => void (this.className = [...new Set([...names, name])].join(' ')),
    };
  }

  get firstElementChild(): FakeElement | null {
    return this.children[0] ?? null;
  }

  get nextElementSibling(): FakeElement | null {
    const siblings = this.parentNode?.children ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }

  append(child: FakeElement): void {
    this.insertBefore(child, null);
  }

  insertBefore(child: FakeElement, place: FakeElement | null): void {
    if (child.parentNode) FakeElement.moves += 1;
    child.remove();
    this.children.splice(place ? this.children.indexOf(place) : this.children.length, 0, child);
    child.parentNode = this;
  }

  remove(): void {
    const siblings = this.parentNode?.children;
    if (siblings?.includes(this)) siblings.splice(siblings.indexOf(this), 1);
    this.parentNode = undefined;
  }

  find(className: string): FakeElement | undefined {
    return this.findAll(className)[0];
  }

  findAll(className: string): FakeElement[] {
    return this.children.flatMap((child) => [
      ...(child.classList.contains(className) ? [child] : []),
      ...child.findAll(className),
    ]);
  }
}
