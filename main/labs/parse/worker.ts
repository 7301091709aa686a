// The thread that reads one post: its data is the post, its one message the lab, or the failure as values.
import { parentPort, workerData } from 'node:worker_threads';
import { Failure } from '../../failure/failure';
import { type ParsedLab, parseLab } from './parse';

export type Answer = { lab: ParsedLab } | Pick<Failure, 'kind' | 'text' | 'values'>;

const { source, origin } = workerData as { source: string; origin: { path: string; id?: string } };

function answer(): Answer {
  try {
    return { lab: parseLab(source, origin) };
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const { kind, text, values } = thrown;
    return { kind, text, values };
  }
}

parentPort?.postMessage(answer());
