// The report as text: a heading and lines for each section; one that cannot be read says why, and takes no other with it.
import { within } from '../../engine/within';
import { messageOf } from '../../failure/failure';
import type { TextKey, Translate } from '../../i18n/i18n';

export interface Section {
  title: TextKey;
  lines: () => string[] | Promise<string[]>;
}

/** Milliseconds for one section: an engine that hangs is just what a report is wanted for. */
const patience = 20_000;

export async function writeReport(sections: Section[], now: Date, say: Translate): Promise<string> {
  const texts = await Promise.all(
    sections.map(async ({ title, lines }) => {
      const heading = say(title);
      return [heading, '-'.repeat(heading.length), ...(await readLines(lines, say))].join('\n');
    }),
  );
  return `${[`${say('window:reportTitle')} — ${now.toISOString()}`, ...texts].join('\n\n')}\n`;
}

async function readLines(lines: Section['lines'], say: Translate): Promise<string[]> {
  try {
    const read = await within(patience, Promise.resolve(lines()));
    return read.length > 0 ? read : [say('window:reportNothing')];
  } catch (error) {
    return [say('window:reportUnknown', { why: messageOf(error) })];
  }
}
