import { describe, expect, it, vi } from 'vitest';
import { codeOf, createCall, statusOf } from '../../main/engine/runner';
import { Failure } from '../../main/failure/failure';
import { silentLog } from '../../main/log/log';

const endpoint = 'unix:///docker.sock';

async function failureOf(error: unknown): Promise<Failure> {
  const call = createCall({ endpoint, kind: 'docker' }, silentLog);
  const thrown: unknown = await call('start node1', () => Promise.reject(error as Error)).catch(
    (caught: unknown) => caught,
  );
  expect(thrown).toBeInstanceOf(Failure);
  return thrown as Failure;
}

function error(message: string, extra: object = {}): Error {
  return Object.assign(new Error(message), extra);
}

describe('a call to the engine', () => {
  it('gives what was answered, and logs the operation', async () => {
    const debug = vi.fn();
    const call = createCall({ endpoint, kind: 'docker' }, { ...silentLog, debug } as never);
    expect(await call('list', () => Promise.resolve(7))).toBe(7);
    expect(debug).toHaveBeenCalledWith(expect.objectContaining({ operation: 'list' }), 'engine call');
  });

  it.each([
    ['engine:diskFull', 'engine', error('(HTTP code 500) write /x: no space left on device')],
    ['engine:memoryFull', 'engine', error('fork/exec: cannot allocate memory', { statusCode: 500 })],
    ['engine:memoryFull', 'engine', error('OCI runtime: out of memory')],
    ['engine:forbidden', 'no-engine', error('connect EACCES /docker.sock', { code: 'EACCES' })],
    ['engine:lost', 'engine', error('connect ECONNREFUSED /docker.sock', { code: 'ECONNREFUSED' })],
    ['engine:lost', 'engine', error('connect ENOENT /docker.sock', { code: 'ENOENT' })],
    ['engine:lost', 'engine', error('socket hang up')],
    ['engine:lost', 'engine', error('no answer in 5 ms', { code: 'ETIMEDOUT' })],
    ['engine:refused', 'engine', error('(HTTP code 409) conflict - name in use\nmore', { statusCode: 409 })],
    ['engine:refused', 'engine', 'a text that was thrown'],
  ])('that goes wrong is a failure %s', async (text, kind, cause) => {
    const failure = await failureOf(cause);
    expect(failure).toMatchObject({ text, kind, cause });
    expect(failure.sentence('fr')).toContain(endpoint);
  });

  it('names the operation and the first line of what was said', async () => {
    const failure = await failureOf(error('\nconflict\nsecond line'));
    expect(failure.message).toBe(`The engine ${endpoint} refused (during: start node1): conflict`);
    expect(failure.causeText).toContain('second line');
  });

  it('lets a failure from within pass', async () => {
    const own = new Failure('cluster', 'cluster:noSubnet');
    expect(await failureOf(own)).toBe(own);
  });

  it('keeps the status of the answer', async () => {
    const conflict = error('conflict', { statusCode: 409 });
    expect(statusOf(conflict)).toBe(409);
    expect(statusOf(await failureOf(conflict))).toBe(409);
    expect(statusOf(error('x', { statusCode: '409' }))).toBeUndefined();
    expect(codeOf(error('x', { code: 'EPIPE' }))).toBe('EPIPE');
    expect(codeOf('EPIPE')).toBeUndefined();
  });
});
