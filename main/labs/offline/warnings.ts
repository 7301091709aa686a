// What a lab cannot do without a network, as warnings with their lines: images that nothing here serves, and downloads.
import type { Block, Lab, Warning } from '../lab';
import { warningOf } from '../parse/post';
import { dockerUse } from './docker';
import { imagesInFile, runLines } from './files';
import { needsNetwork } from './network';
import { isOwnRegistry, isSame, readReference } from './reference';
import { commandsIn, type ShellCommand } from './shell';

/**
 * `serves`: references that the lab's gateway has, packs included (`ImageStore.serves`); undefined where that is not
 * known: then nothing is said of images.
 */
export function offlineWarnings(
  lab: Pick<Lab, 'steps' | 'sidecar'>,
  serves: readonly string[] | undefined,
): Warning[] {
  const needs = lab.steps.flatMap(({ blocks }) => blocks.flatMap(needsOfBlock));
  const solutions = Object.values(lab.sidecar?.steps ?? {}).flatMap(({ solution }) =>
    solution.flatMap(({ text }) => commandsIn(text).flatMap(needsOfCommand)),
  );
  const made = [...needs, ...solutions].flatMap(({ makes }) => makes);
  const available = [...(serves ?? []), ...made].map(readReference);
  const isMissing = (written: string): boolean => {
    const reference = readReference(written);
    return !isOwnRegistry(reference) && !available.some((each) => isSame(reference, each));
  };
  const missing = serves
    ? needs.flatMap(({ takes, line }) => takes.filter(isMissing).map((image) => ({ image, line })))
    : [];
  const named = new Set(missing.map(({ image }) => image));
  const others = serves ? [...solutions.flatMap(({ takes }) => takes), ...(lab.sidecar?.images ?? [])] : [];
  const unnamed = new Set(others.filter((image) => isMissing(image) && !named.has(image)));
  return each([
    ...missing.map(({ image, line }) => warningOf(line, 'authoring:imageOffline', { image })),
    ...[...unnamed].map((image) => warningOf(undefined, 'authoring:sidecarImageOffline', { image })),
    ...needs.flatMap(({ fetches, line }) =>
      fetches.map((command) => warningOf(line, 'authoring:networkOffline', { command })),
    ),
  ]);
}

interface Need {
  line: number;
  takes: string[];
  makes: string[];
  /** Commands that fetch something, short enough for a sentence. */
  fetches: string[];
}

function needsOfBlock(block: Block): Need[] {
  const isText = block.kind === 'command' || (block.kind === 'code' && block.runs?.command.kind === 'text');
  // The text begins on the line after its fence.
  return isText ? commandsIn(block.code, block.line + 1).flatMap(needsOfCommand) : [];
}

function needsOfCommand({ words, line, heredocs }: ShellCommand): Need[] {
  const files = heredocs.flatMap((heredoc) => [
    ...imagesInFile(heredoc.text).map((image) => ({
      ...nothing,
      line: heredoc.line + image.line,
      takes: [image.reference],
    })),
    ...commandsIn(runLines(heredoc.text), heredoc.line).flatMap(needsOfCommand),
  ]);
  const fetches = needsNetwork(words) ? [shortly(words)] : [];
  if (words[0] !== 'docker') return [{ ...nothing, line, fetches }, ...files];
  const { takes, makes, runs } = dockerUse(words);
  const inside = runs.length === 0 ? [] : commandsInside(runs, line).flatMap(needsOfCommand);
  return [{ line, takes, makes, fetches }, ...inside, ...files];
}

const nothing = { takes: [], makes: [], fetches: [] };

/** A container's own command is given as words, which may be a shell with its text. */
function commandsInside(words: string[], line: number): ShellCommand[] {
  const at = words.indexOf('-c');
  const script = /^(.*\/)?(ba|da|a)?sh$/.test(words[0] ?? '') && at > 0 ? words[at + 1] : undefined;
  return script === undefined ? [{ words, line, heredocs: [] }] : commandsIn(script, line);
}

/** Characters of a command that a warning repeats. */
const shownLength = 60;

function shortly(words: string[]): string {
  const text = words.join(' ').replaceAll('\u0000', '…');
  return text.length > shownLength ? `${text.slice(0, shownLength - 1)}…` : text;
}

/** The same of the same line only once. */
function each(warnings: Warning[]): Warning[] {
  return [
    ...new Map(warnings.map((warning) => [`${warning.line ?? 0} ${warning.message.en}`, warning])).values(),
  ];
}
