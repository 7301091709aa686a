// What the report says of the two engines: what `essaim doctor` finds.
import { diagnoseDocker, dockerLines } from '../../diagnosis/docker';
import { diagnoseEmbedded, embeddedLines } from '../../diagnosis/embedded';
import type { DiagnosisContext } from '../../diagnosis/context';
import { Failure } from '../../failure/failure';

/** Milliseconds for both: an accelerator that boots nothing is given up after them. */
const patience = 15_000;

export async function engineLines(options: Omit<DiagnosisContext, 'signal'>): Promise<string[]> {
  const context = { ...options, signal: AbortSignal.timeout(patience) };
  const [docker, embedded] = await Promise.all([ofDocker(context), diagnoseEmbedded(context)]);
  return [
    ...docker.lines,
    ...embeddedLines(embedded, context.say),
    ...[...docker.problems, ...embedded.problems].map((problem) => `! ${problem}`),
  ];
}

async function ofDocker(context: DiagnosisContext): Promise<{ lines: string[]; problems: string[] }> {
  const { say, language } = context;
  try {
    const { engine, problems } = await diagnoseDocker(context);
    return { lines: dockerLines(engine, say), problems };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // Who has no Docker need not have one: it is told, and is no problem.
    return { lines: [say('cli:doctorNoDocker'), `  ${error.sentence(language)}`], problems: [] };
  }
}
