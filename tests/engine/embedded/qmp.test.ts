import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectQmp, type Qmp, QmpError } from '../../../main/engine/embedded/qmp';
import { type LineServer, lineServer, socketPath } from './line-server';

const greeting =
  '{"QMP": {"version": {"qemu": {"major": 10, "minor": 0, "micro": 2}}, "capabilities": []}}\r\n';
const qemu = '/usr/bin/qemu-system-x86_64';

interface Command {
  execute: string;
  arguments?: unknown;
  id: string;
}

/** Answers `qmp_capabilities`, and what `answer` says for the rest; undefined is no answer. */
function fakeQemu(answer: (command: Command) => string | undefined = () => undefined): Promise<LineServer> {
  return lineServer(
    (line, server) => {
      const command = JSON.parse(line) as Command;
      const text =
        command.execute === 'qmp_capabilities'
          ? JSON.stringify({ return: {}, id: command.id })
          : answer(command);
      if (text !== undefined) server.write(`${text}\r\n`);
    },
    { greeting },
  );
}

async function connect(path: string): Promise<Qmp> {
  const qmp = await connectQmp(path, { patience: 10_000 });
  onTestFinished(() => qmp.close());
  return qmp;
}

describe('QMP', () => {
  it('negotiates first, then gives what commands return', async () => {
    const server = await fakeQemu(({ id, arguments: given }) =>
      JSON.stringify({ return: given ?? null, id }),
    );
    const qmp = await connect(server.path);
    expect(server.received).toHaveLength(1);
    expect(await qmp.execute('echo', { a: ['é'] })).toEqual({ a: ['é'] });
    expect(await qmp.execute('echo')).toBeNull();
    expect(JSON.parse(server.received[2] ?? '')).not.toHaveProperty('arguments');
  });

  it('tells commands apart that are answered together and out of order', async () => {
    const ids: string[] = [];
    const server = await fakeQemu(({ id }) => {
      if (ids.push(id) < 2) return undefined;
      const [first = '', second = ''] = ids;
      return [
        `{"return": 2, "id": "${second}"}`,
        '{"return": 0, "id": "a-9"}',
        `{"return": 1, "id": "${first}"}`,
      ].join('\r\n');
    });
    const qmp = await connect(server.path);
    expect(await Promise.all([qmp.execute('a'), qmp.execute('b')])).toEqual([1, 2]);
  });

  it('turns refusals into QmpError', async () => {
    const error = { class: 'DeviceNotFound', desc: 'Device ‘x’ not found' };
    const server = await fakeQemu(({ id }) => JSON.stringify({ error, id }));
    const refused: unknown = await (await connect(server.path)).execute('eject').catch((e: unknown) => e);
    expect(refused).toBeInstanceOf(QmpError);
    expect(refused).toMatchObject({ command: 'eject', errorClass: error.class, desc: error.desc });
  });

  it('tells events, until nobody listens', async () => {
    const server = await fakeQemu(
      ({ id }) => `{"event": "STOP", "timestamp": {}}\n{"return": {}, "id": "${id}"}`,
    );
    const qmp = await connect(server.path);
    const events: unknown[] = [];
    const end = qmp.onEvent((event) => void events.push(event));
    server.write('{"event": "MIGRATION", "data": {"status": "comp');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(events).toEqual([]);
    server.write('leted"}}\n');
    await vi.waitFor(() => expect(events).toHaveLength(1));
    end();
    await qmp.execute('stop');
    expect(events).toEqual([{ event: 'MIGRATION', data: { status: 'completed' } }]);
  });

  it('fails what waits when the connection goes, dropped promises too', async () => {
    const server = await fakeQemu();
    const qmp = await connect(server.path);
    void qmp.execute('quit');
    const waiting = expect(qmp.execute('stop')).rejects.toMatchObject({ code: 'ECONNRESET' });
    await vi.waitFor(() => expect(server.received).toHaveLength(3));
    server.connections[0]?.destroy();
    await waiting;
    await qmp.closed;
    await expect(qmp.execute('cont')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('limits the time of a command', async () => {
    const qmp = await connect((await fakeQemu()).path);
    await expect(qmp.execute('stop', {}, 20)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });

  it('does not wait for a greeting from who is gone, or no QEMU', async () => {
    const other = await lineServer(undefined, { greeting: 'SSH-2.0-OpenSSH\r\n' });
    await expect(connect(other.path)).rejects.toThrow('does not talk QMP: SSH-2.0-OpenSSH');
    const leaving = await lineServer();
    const left = expect(connect(leaving.path)).rejects.toMatchObject({ code: 'ECONNRESET' });
    await vi.waitFor(() => expect(leaving.connections).toHaveLength(1));
    leaving.connections[0]?.destroy();
    await left;
    const silent = await lineServer();
    const connecting = connectQmp(silent.path, { patience: 1_000, signal: AbortSignal.timeout(50) });
    await expect(connecting).rejects.toMatchObject({ code: 'ABORT_ERR' });
    await vi.waitFor(() => expect(silent.connections[0]?.destroyed).toBe(true));
  });
});

describe.skipIf(!existsSync(qemu))('a real QEMU', () => {
  it('answers, refuses, tells events and ends', async () => {
    const path = await socketPath();
    const args = ['-nodefaults', '-machine', 'none', '-display', 'none', '-S', '-qmp'];
    const child = spawn(qemu, [...args, `unix:${path},server=on,wait=off`], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    onTestFinished(() => void child.kill('SIGKILL'));
    const qmp = await connect(path);
    const events: string[] = [];
    qmp.onEvent(({ event }) => void events.push(event));

    expect(await qmp.execute('query-status')).toMatchObject({ status: 'prelaunch', running: false });
    await expect(qmp.execute('fly')).rejects.toMatchObject({ errorClass: 'CommandNotFound' });
    expect((await qmp.execute<unknown[]>('query-qmp-schema')).length).toBeGreaterThan(100);
    await qmp.execute('cont');
    expect(events).toContain('RESUME');
    await qmp.execute('quit');
    await qmp.closed;
    await ended;
    expect(events).toContain('SHUTDOWN');
  });
});
