// The terminals' colours: sixteen of their own, and those of the window's theme for ground, text and marks.
import type { ITheme } from '@xterm/xterm';

/**
 * The sixteen ANSI colours. On the screen's ground all but black have 4.5:1 and more; xterm lifts what a program
 * prints below that (`minimumContrastRatio`).
 */
export const ansi = {
  black: '#2b3642',
  red: '#ff7b80',
  green: '#6fd88f',
  yellow: '#f2c25c',
  blue: '#6cb1ff',
  magenta: '#d99cf5',
  cyan: '#5fd3d6',
  white: '#d5dee8',
  brightBlack: '#8b9bad',
  brightRed: '#ffa3a6',
  brightGreen: '#9aeab2',
  brightYellow: '#ffd98a',
  brightBlue: '#9ccbff',
  brightMagenta: '#ebc2ff',
  brightCyan: '#94e8ea',
  brightWhite: '#ffffff',
} as const;

/** Matches of a search, all and the current one: dark enough for the text on them. */
export const matchColours = { all: '#4d3f14', current: '#8a5a00', border: '#ffb938' } as const;

export function screenTheme(): ITheme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ...ansi,
    background: colour('--screen'),
    foreground: colour('--screen-ink'),
    cursor: colour('--accent-ground'),
    cursorAccent: colour('--screen'),
    selectionBackground: '#2f5d92',
    selectionInactiveBackground: '#34465a',
    scrollbarSliderBackground: '#8b9bad55',
    scrollbarSliderHoverBackground: '#8b9bad88',
    scrollbarSliderActiveBackground: '#8b9bad',
  };
}
