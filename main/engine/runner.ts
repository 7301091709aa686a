// The one way to call an engine's Docker API: names the operation, logs and times it, turns errors into failures.
import { Failure, messageOf } from '../failure/failure';
import type { TextKey } from '../i18n/i18n';
import type { Log } from '../log/log';
import type { Engine, EngineKind } from './engine';

export type Call = <T>(operation: string, run: () => Promise<T>) => Promise<T>;

/** A caller for an engine. Errors come out as Failure, with what the engine said as cause. */
export function createCall({ endpoint, kind }: Pick<Engine, 'endpoint' | 'kind'>, log: Log): Call {
  return async (operation, run) => {
    const started = performance.now();
    try {
      return await run();
    } catch (cause) {
      throw toFailure(operation, endpoint, lostTexts[kind], cause);
    } finally {
      log.debug({ operation, milliseconds: Math.round(performance.now() - started) }, 'engine call');
    }
  };
}

/** Errors of the connection itself, by Node's codes: nobody answers at the endpoint any more. */
const lostCodes = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND'];

const lostTexts: Record<EngineKind, TextKey> = { docker: 'engine:lost', embedded: 'engine:machineLost' };

function toFailure(operation: string, endpoint: string, lost: TextKey, cause: unknown): Failure {
  if (cause instanceof Failure) return cause;
  const said = messageOf(cause);
  const code = codeOf(cause);
  if (/no space left on device/i.test(said))
    return new Failure('engine', 'engine:diskFull', { endpoint }, { cause });
  if (/cannot allocate memory|out of memory/i.test(said))
    return new Failure('engine', 'engine:memoryFull', { endpoint }, { cause });
  if (code === 'EACCES') return new Failure('no-engine', 'engine:forbidden', { endpoint }, { cause });
  if ((code !== undefined && lostCodes.includes(code)) || /socket hang up/i.test(said))
    return new Failure('engine', lost, { endpoint, operation }, { cause });
  return new Failure('engine', 'engine:refused', { endpoint, operation, said: firstLine(said) }, { cause });
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** HTTP status that the Docker API answered with, where the error bears one. */
export function statusOf(error: unknown): number | undefined {
  const inner = error instanceof Failure ? error.cause : error;
  return inner instanceof Error && 'statusCode' in inner && typeof inner.statusCode === 'number'
    ? inner.statusCode
    : undefined;
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
