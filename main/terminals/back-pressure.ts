// Keeps a flood from running ahead of whoever shows it: stops reading while too much is unacknowledged.

/**
 * Characters (UTF-16 units) handed out and not acknowledged above which reading stops. xterm.js takes 5 to 35 million
 * a second, so Ctrl-C shows after some 50 ms at worst, and one round trip per frame still moves 15 million a second.
 */
export const HIGH = 256 * 1024;
/** Characters down to which the screen must come before reading goes on: a quarter, so that it never runs dry. */
export const LOW = 64 * 1024;

export interface BackPressure {
  /** `characters` were handed to a listener. */
  handed(characters: number): void;
  acknowledged(characters: number): void;
  /** Nobody is left who would acknowledge: forgets what is outstanding and reads on. */
  release(): void;
}

export function backPressure(valve: { pause(): void; resume(): void }): BackPressure {
  let outstanding = 0;
  let paused = false;

  const settle = (): void => {
    if (!paused && outstanding > HIGH) {
      paused = true;
      valve.pause();
    } else if (paused && outstanding <= LOW) {
      paused = false;
      valve.resume();
    }
  };

  return {
    handed(characters) {
      outstanding += characters;
      settle();
    },
    acknowledged(characters) {
      // A listener that left may still acknowledge what was forgotten with it; and NaN must not stop the terminal.
      if (characters > 0) outstanding = Math.max(0, outstanding - characters);
      settle();
    },
    release() {
      outstanding = 0;
      settle();
    },
  };
}
