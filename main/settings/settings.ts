// The learner's settings: one small file, read when needed and written whole.
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Failure } from '../failure/failure';
import { codeOf } from '../engine/runner';
import { writeWhole } from '../engine/write-whole';

/** Every setting, without the value it has where none was chosen. */
const fields = {
  /** Engine for labs; chosen by what is there where it is `auto`. */
  engine: z.enum(['auto', 'docker', 'embedded']),
  /** Of the window; `auto` is the system's. */
  language: z.enum(['auto', 'fr', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  /** CSS pixels. */
  guideFontSize: z.int().min(12).max(28),
  terminalFontSize: z.int().min(8).max(32),
  /** How the terminals share their place: one below the other, side by side, or one at a time. */
  terminalLayout: z.enum(['rows', 'columns', 'one']),
  /** Whether the shell of the learner's own machine is offered beside the nodes'. */
  hostShell: z.boolean(),
  /** xterm's mode for screen readers. */
  screenReader: z.boolean(),
  /** MiB for each node; a fair share of the engine's memory where it is null. */
  nodeMemory: z.int().min(256).max(16_384).nullable(),
  /** What becomes of the lab when the app is quit: kept for the next time, or removed. */
  onQuit: z.enum(['keep', 'remove']),
  /** Percent of the window that the panes take, by the name of the split. */
  panes: z.record(z.string().max(40), z.array(z.number().min(0).max(100)).max(8)),
};

const schema = z.strictObject({
  engine: fields.engine.default('auto'),
  language: fields.language.default('auto'),
  theme: fields.theme.default('system'),
  guideFontSize: fields.guideFontSize.default(16),
  terminalFontSize: fields.terminalFontSize.default(14),
  terminalLayout: fields.terminalLayout.default('rows'),
  hostShell: fields.hostShell.default(false),
  screenReader: fields.screenReader.default(false),
  nodeMemory: fields.nodeMemory.default(null),
  onQuit: fields.onQuit.default('keep'),
  panes: fields.panes.default({}),
});

export type Settings = z.infer<typeof schema>;

/** Some of the settings, with new values. */
export const settingsChange = z.strictObject(fields).partial();

/** @throws Failure `bad-input` where the file is not what we wrote. */
export async function readSettings(file: string): Promise<Settings> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return schema.parse({});
    throw new Failure('bad-input', 'cli:badSettings', { file }, { cause });
  }
}

/** Only what was chosen: for the rest, a later version may know better. */
export async function writeSettings(file: string, settings: Settings): Promise<void> {
  const usual: Record<string, unknown> = schema.parse({});
  const chosen = Object.entries(settings).filter(([key, value]) => !isDeepStrictEqual(value, usual[key]));
  await mkdir(dirname(file), { recursive: true });
  await writeWhole(file, `${JSON.stringify(Object.fromEntries(chosen), null, 2)}\n`);
}
