// Reads a post in a thread of its own, which is ended where it takes too long: hostile Markdown takes hours.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Failure } from '../../failure/failure';
import { type ParsedLab, parseLab } from './parse';
import type { Answer } from './worker';

/** Milliseconds: a dense post of 1 MB takes a third of it on two busy cores, and nobody waits longer for a text. */
const timeLimitMs = 30_000;
/** Characters up to which no post takes a second, whatever it holds (tests/labs/parse/fuzz.test.ts): no thread is worth it. */
const smallLimit = 3000;

/** Throws a Failure of kind `bad-input` for what is too large, too deep or too slow to read. */
export async function parseLabSafely(
  source: string,
  origin: { path: string; id?: string },
  limitMs = timeLimitMs,
): Promise<ParsedLab> {
  if (source.length <= smallLimit) return parseLab(source, origin);
  const worker = startWorker({ source, origin });
  try {
    return await answerOf(worker, origin.path, limitMs);
  } finally {
    await worker.terminate();
  }
}

/** From the bundle beside this one; from the sources, tsx has to be told of in the thread, too. */
function startWorker(workerData: unknown): Worker {
  const bundle = path.join(import.meta.dirname, 'parse-worker.cjs');
  // As text: inside of the packaged app's archive, only this process's own file functions find it.
  if (existsSync(bundle)) return new Worker(readFileSync(bundle, 'utf8'), { eval: true, workerData });
  const source = pathToFileURL(path.join(import.meta.dirname, 'worker.ts')).href;
  const load = `import('tsx/esm/api').then((tsx) => { tsx.register(); return import(${JSON.stringify(source)}); })`;
  return new Worker(load, { eval: true, workerData });
}

function answerOf(worker: Worker, file: string, limitMs: number): Promise<ParsedLab> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Failure('bad-input', 'labs:tooSlow', { path: file, seconds: limitMs / 1000 }));
    }, limitMs);
    worker.once('message', (answer: Answer) => {
      clearTimeout(timer);
      if ('lab' in answer) resolve(answer.lab);
      else reject(new Failure(answer.kind, answer.text, answer.values));
    });
    worker.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
