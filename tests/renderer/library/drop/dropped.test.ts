import { describe, expect, it } from 'vitest';
import { type Dropped, judgeDrop } from '../../../../renderer/library/drop/dropped';

const file = (name: string, over: Partial<Dropped> = {}): Dropped => ({
  name,
  isFolder: false,
  path: `/home/zoe/${name}`,
  ...over,
});

describe('what is dropped on the window', () => {
  it.each(['labo.md', 'LABO.MD', 'labo.markdown', 'labo.zip'])('is opened where it is a %s', (name) =>
    expect(judgeDrop([file(name)])).toEqual({ kind: 'lab', path: `/home/zoe/${name}` }),
  );

  it('is opened where it is a folder, whatever its name', () => {
    expect(judgeDrop([file('photos.png', { isFolder: true })])).toMatchObject({ kind: 'lab' });
  });

  it.each([
    ['library:dropOther', [file('photo.png')]],
    ['library:dropOther', [file('labo.md.exe')]],
    ['library:dropSeveral', [file('a.md'), file('b.md')]],
    ['library:dropNothing', [file('labo.md', { path: '' })]],
    ['library:dropNothing', []],
  ])('is refused with %s', (text, all) => expect(judgeDrop(all)).toMatchObject({ kind: 'refused', text }));
});
