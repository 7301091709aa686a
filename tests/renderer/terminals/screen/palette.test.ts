// The terminals' colours can be read.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ansi, matchColours } from '../../../../renderer/terminals/screen/palette';

const css = await readFile('renderer/ui/theme.css', 'utf8');
const colourOf = (name: string): string => new RegExp(`${name}: (#[0-9a-f]{6});`).exec(css)?.[1] ?? 'missing';

/** As WCAG 2 defines it. */
function contrast(one: string, other: string): number {
  const light = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [more = 0, less = 0] = [light(one), light(other)].sort((a, b) => b - a);
  return (more + 0.05) / (less + 0.05);
}

test('all but black have 4.5:1 on the screen’s ground', () => {
  const { black, ...colours } = ansi;
  expect(contrast(black, '#ffffff')).toBeGreaterThan(4.5); // it is a ground for text, too
  for (const [name, colour] of Object.entries({ ...colours, ink: colourOf('--screen-ink') })) {
    expect({ name, enough: contrast(colour, colourOf('--screen')) >= 4.5 }).toEqual({ name, enough: true });
  }
});

test('text on a match of the search has 4.5:1', () => {
  expect(contrast(colourOf('--screen-ink'), matchColours.all)).toBeGreaterThan(4.5);
  expect(contrast(colourOf('--screen-ink'), matchColours.current)).toBeGreaterThan(4.5);
});

test('the bars’ text has 4.5:1', () => {
  expect(contrast(colourOf('--screen-soft'), colourOf('--screen-bar'))).toBeGreaterThan(4.5);
  expect(contrast(colourOf('--screen-soft'), colourOf('--screen'))).toBeGreaterThan(4.5);
});
