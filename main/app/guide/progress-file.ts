// The learner's progress on disk: one file for each lab, whole at any time; one that cannot be used is put aside.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CheckView, Progress, RunView } from '../../../preload/contract';
import { codeOf } from '../../engine/runner';
import { writeWhole } from '../../engine/write-whole';
import { messageOf } from '../../failure/failure';
import type { Lab } from '../../labs/lab';
import type { Log } from '../../log/log';
import { isTicked, newProgress, waiting } from './progress';

/** What is kept of a lab. */
interface Kept {
  progress: Progress;
  /** Names of the checks that were seen to need an action and have not been ticked since; see `due.ts`. */
  armed: string[];
}

export interface ProgressFile {
  /** What was kept; a new progress where there is none, or none of this version of the lab. */
  read(): Promise<Kept>;
  /** In the background, the newest alone; what fails is logged. */
  write(kept: Kept): void;
}

/** Bytes: a hundred times what a long lab with every quiz answered at length needs. */
const largest = 2_000_000;

const text = z.string();
const told = z.object({ kind: text, text, values: z.record(text, z.union([text, z.number()])), cause: text });
const terminals = z.array(z.number());
const checkView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.literal('open'), expected: text, found: text }),
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('limited'), why: text }),
]);
const runView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('running'), terminals }),
  z.object({ kind: z.literal('passed'), terminals }),
  z.object({
    kind: z.literal('failed'),
    terminals,
    exitStatus: z.number().optional(),
    failure: told.optional(),
  }),
]);
const byLine = z.string().regex(/^\d+$/);
const keptSchema = z.object({
  /** Of the lab as it was read then. */
  version: text,
  progress: z.object({
    lab: text,
    current: text,
    visited: z.array(text),
    checks: z.record(text, z.array(checkView)),
    runs: z.record(byLine, runView),
    quizzes: z.record(byLine, z.union([z.array(z.number()), text])),
    hints: z.record(text, z.number()),
    // Older files have none of these.
    times: z.record(text, z.number()).default({}),
    solutions: z.array(text).default([]),
    captures: z.record(text, text).default({}),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().optional(),
  }),
  armed: z.array(text),
});

export function progressFile(folder: string, lab: Lab, log: Log): ProgressFile {
  const file = join(folder, `${lab.id}.json`);
  const version = versionOf(lab);
  let written = '';
  let next: string | undefined;
  let writing = false;

  const writeAll = async (): Promise<void> => {
    writing = true;
    while (next !== undefined) {
      const text = next;
      next = undefined;
      try {
        await mkdir(folder, { recursive: true });
        await writeWhole(file, text, { mode: 0o600 });
        written = text;
      } catch (error) {
        log.warn({ file, error: messageOf(error) }, 'the progress could not be kept');
      }
    }
    writing = false;
  };
  return {
    read: async () => {
      const anew = { progress: newProgress(lab), armed: [] };
      try {
        if ((await stat(file)).size > largest) throw new Error(`larger than ${largest} bytes`);
        const found = keptSchema.parse(JSON.parse(await readFile(file, 'utf8')));
        if (found.version === version)
          return { progress: asNow(found.progress as Progress, lab), armed: found.armed };
        log.info({ file }, 'the progress is of another version of the lab');
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return anew;
        log.warn({ file, error: messageOf(error) }, 'the progress cannot be used and is put aside');
        await rename(file, `${file}.damaged`).catch((failed: unknown) =>
          log.warn({ file, error: messageOf(failed) }, 'it could not be put aside'),
        );
      }
      return anew;
    },
    write: ({ progress, armed }) => {
      // What an open check found is true for a moment only, and no reason to write.
      const text = JSON.stringify({ version, progress: { ...progress, checks: settledOf(progress) }, armed });
      if (text === (next ?? written)) return;
      next = text;
      if (!writing) void writeAll();
    },
  };
}

/** Changes with what the progress speaks of: steps, what stands at which line, checks. Not with where the lab lies. */
function versionOf({ steps, sidecar }: Lab): string {
  const shape = steps.map(({ id, blocks }) => [
    id,
    blocks.map((block) => [block.kind, block.line, 'code' in block ? block.code : '']),
    sidecar?.steps[id]?.checks.map(({ after, expect }) => [after, expect]),
  ]);
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 16);
}

function settledOf({ checks }: Progress): Record<string, CheckView[]> {
  const settled = ([step, views]: [string, CheckView[]]): [string, CheckView[]] => [
    step,
    views.map((view) => (isTicked(view) ? view : waiting)),
  ];
  return Object.fromEntries(Object.entries(checks).map(settled));
}

/** As it is when the app starts: nothing runs, and there are no steps and checks but those of the lab. */
function asNow(found: Progress, lab: Lab): Progress {
  const anew = newProgress(lab);
  const ids = lab.steps.map(({ id }) => id);
  const runs = Object.entries(found.runs).filter(([, view]: [string, RunView]) => view.kind !== 'running');
  return {
    ...found,
    lab: lab.id,
    current: ids.includes(found.current) ? found.current : anew.current,
    visited: found.visited.filter((id) => ids.includes(id)),
    checks: Object.fromEntries(
      Object.entries(anew.checks).map(([id, views]) => [
        id,
        views.map((view, index) => found.checks[id]?.[index] ?? view),
      ]),
    ),
    runs: Object.fromEntries(runs),
  };
}
