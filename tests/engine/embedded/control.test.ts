import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectControl, type Control, ControlError } from '../../../main/engine/embedded/control';
import { lineServer } from './line-server';

async function connect(path: string): Promise<Control> {
  const control = await connectControl(path, { patience: 1_000 });
  onTestFinished(() => control.close());
  return control;
}

/** An agent that says back what it is asked, and no to `fail`. */
const agent = () =>
  lineServer((line, server) => {
    const [id, verb, ...rest] = line.split(' ');
    if (verb === 'fail') server.write(`${id ?? ''} error no such ${rest.join(' ')}\n`);
    else if (verb === 'ping') server.write(`${id ?? ''} ok\n`);
    else if (verb !== undefined) server.write(`${id ?? ''} ok ${rest.join(' ')}\n`);
  });

describe('the control port', () => {
  it('ends the agent’s half line, then asks', async () => {
    const server = await agent();
    const control = await connect(server.path);
    expect(await control.ask('ping')).toBe('');
    expect(await control.ask('echo', '{"a": 1}  été')).toBe('{"a": 1}  été');
    const [id = ''] = (server.received[1] ?? '').split(' ');
    expect(server.received.slice(0, 2)).toEqual(['', `${id} ping`]);
  });

  it('turns the agent’s no into ControlError', async () => {
    const control = await connect((await agent()).path);
    const refused: unknown = await control.ask('fail', 'node 9').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ControlError);
    expect(refused).toMatchObject({ verb: 'fail', said: 'no such node 9' });
  });

  it('ignores what is not for it: half lines, answers to another connection, noise', async () => {
    const server = await lineServer((line, lines) => {
      const [id = '', verb] = line.split(' ');
      if (verb === undefined) return;
      lines.write(`alf a line ok\n\u0000\u0000\n0badcafe-1 ok stale\n${id}\nok\n${id} okay\n${id} ok mine\n`);
    });
    const control = await connect(server.path);
    expect(await control.ask('whose')).toBe('mine');
  });

  it('tells stages, until nobody listens', async () => {
    const server = await agent();
    const control = await connect(server.path);
    const stages: string[][] = [];
    const end = control.onStage((...stage) => void stages.push(stage));
    await control.ask('ping');
    server.write('stage kernel\nstage ok\nstage nodes 2 of 3\nstage\nstage half');
    await vi.waitFor(() =>
      expect(stages).toEqual([
        ['kernel', ''],
        ['ok', ''],
        ['nodes', '2 of 3'],
      ]),
    );
    end();
    server.write('-done\n');
    await control.ask('ping');
    expect(stages).toHaveLength(3);
  });

  it('sends single lines only', async () => {
    const server = await agent();
    const control = await connect(server.path);
    await expect(control.ask('echo', 'a\nb')).rejects.toThrow('not a single line');
    await expect(control.ask('echo', 'a\r')).rejects.toThrow('not a single line');
    await expect(control.ask('two words')).rejects.toThrow('not one word');
    await control.ask('ping');
    expect(server.received).toHaveLength(2);
  });

  it('limits the time, and fails what waits when the connection goes', async () => {
    const server = await lineServer();
    const control = await connect(server.path);
    await expect(control.ask('ping', '', 20)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    void control.ask('off');
    const waiting = expect(control.ask('ping')).rejects.toMatchObject({ code: 'ECONNRESET' });
    await vi.waitFor(() => expect(server.received).toHaveLength(4));
    server.connections[0]?.destroy();
    await waiting;
    await control.closed;
  });
});
