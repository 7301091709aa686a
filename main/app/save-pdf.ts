// Saves what the window prints as a PDF.
import { writeFile } from 'node:fs/promises';
import type { WebContents } from 'electron';
import { codeOf } from '../engine/runner';
import { Failure, messageOf } from '../failure/failure';

/** @throws Failure `bad-input` where the file cannot be written. */
export async function savePdf(page: WebContents | undefined, file: string): Promise<void> {
  if (!page) throw new Error('there is no window to print');
  // The page's own style sheet says what is printed, and on what paper.
  const pdf = await page.printToPDF({ printBackground: true, preferCSSPageSize: true });
  try {
    await writeFile(file, pdf);
  } catch (cause) {
    const reason = codeOf(cause) ?? messageOf(cause);
    throw new Failure('bad-input', 'library:unwritable', { file, reason }, { cause });
  }
}
