import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isOwnerGone, ownerMark } from '../../main/engine/owner';

const [machine = '', pid = '', started = ''] = ownerMark().split('/');

describe('the owner of a cluster', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('is marked by machine, pid and, on Linux, start time', () => {
    expect([machine, pid]).toEqual([hostname(), String(process.pid)]);
    if (process.platform === 'linux') {
      expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(` ${started} `);
      expect(Number(started)).toBeGreaterThan(0);
    }
  });

  it('is there while this process runs', () => {
    expect(isOwnerGone(ownerMark())).toBe(false);
  });

  it('is gone when its process is', () => {
    const dead = spawnSync(process.execPath, ['--version']).pid;
    expect(isOwnerGone(`${machine}/${dead}/${started}`)).toBe(true);
  });

  it.skipIf(process.platform !== 'linux')('is gone when another process has its pid', () => {
    expect(isOwnerGone(`${machine}/${pid}/${Number(started) - 1}`)).toBe(true);
  });

  it.skipIf(process.platform !== 'linux')('is gone when another account’s process has its pid', () => {
    vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
    });
    expect(isOwnerGone(`${machine}/${pid}/${Number(started) - 1}`)).toBe(true);
    expect(isOwnerGone(ownerMark())).toBe(false);
  });

  it.each(['', 'elsewhere/1/2', `elsewhere/999999999/1`, machine])('is not judged by the mark %j', (mark) => {
    expect(isOwnerGone(mark)).toBe(false);
  });
});
