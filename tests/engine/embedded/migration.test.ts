import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { restoreMemory, saveMemory } from '../../../main/engine/embedded/migration';
import { scratchFolder } from '../../helpers/scratch';
import { fakeQmp } from './fake-launched';

const capabilities = { capabilities: [{ capability: 'mapped-ram', state: true }] };
const channel = (filename: string) => ({
  channels: [{ 'channel-type': 'main', addr: { transport: 'file', filename, offset: 0 } }],
});

describe('a migration', () => {
  afterEach(() => void vi.useRealTimers());

  it('to a file ends when QEMU says so', async () => {
    const file = join(await scratchFolder(), 'ram');
    const { qmp, commands, given } = fakeQmp([
      { status: 'setup' },
      { status: 'active' },
      { status: 'completed' },
    ]);
    await saveMemory(qmp, file);
    expect(commands).toEqual([
      ...['migrate-set-capabilities', 'migrate-set-parameters', 'migrate'],
      ...['query-migrate', 'query-migrate', 'query-migrate'],
    ]);
    expect(given['migrate-set-capabilities']).toEqual(capabilities);
    expect(given['migrate-set-parameters']).toEqual({ 'max-bandwidth': 0 });
    expect(given.migrate).toEqual(channel(file));
    expect(await readFile(file, 'utf8')).toBe('memory');
  });

  it('from a file sets the same capabilities first', async () => {
    const { qmp, commands, given } = fakeQmp([{ status: 'active' }, { status: 'completed' }]);
    await restoreMemory(qmp, '/p/ram');
    expect(commands.slice(0, 2)).toEqual(['migrate-set-capabilities', 'migrate-incoming']);
    expect(given['migrate-set-capabilities']).toEqual(capabilities);
    expect(given['migrate-incoming']).toEqual(channel('/p/ram'));
  });

  it.each([
    ['failed', 'write: No space left on device', 'embedded:diskFull', { file: '/p/ram' }],
    ['failed', 'Bad magic', 'embedded:migrationFailed', { file: '/p/ram', said: 'Bad magic' }],
    ['failed', undefined, 'embedded:migrationFailed', { file: '/p/ram', said: 'failed' }],
    ['cancelled', undefined, 'embedded:migrationFailed', { file: '/p/ram', said: 'cancelled' }],
  ])('that is %s (%j) is a failure: %s', async (status, said, text, values) => {
    const state = { status, ...(said !== undefined && { 'error-desc': said }) };
    const { qmp } = fakeQmp([{ status: 'active' }, state]);
    await expect(restoreMemory(qmp, '/p/ram')).rejects.toMatchObject({ kind: 'engine', text, values });
  });

  it('that does not end in two minutes is a failure, too', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { qmp } = fakeQmp([{ status: 'active' }]);
    const restoring = expect(restoreMemory(qmp, '/p/ram')).rejects.toMatchObject({
      text: 'embedded:migrationFailed',
      values: { said: 'active' },
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    vi.setSystemTime(Date.now() + 120_001);
    await restoring;
  });
});
