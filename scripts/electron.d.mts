// What electron.mjs exports, for TypeScript.

export interface Electron {
  /** Of the distribution. */
  folder: string;
  /** Absolute path. */
  program: string;
  /** `45.4.1` */
  version: string;
  /** Whether it serves development and tests only. */
  isStandIn: boolean;
}

/**
 * Gets a distribution: what the electron package has or can download, else the stand-in; a release has the former only.
 * @throws {Error} where there is none, with a sentence for people
 */
export function electronFolder(options?: { forRelease?: boolean }): Electron;
