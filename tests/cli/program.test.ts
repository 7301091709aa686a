import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askedLanguage, run, usageFailure } from '../../main/cli/program';
import { exitCodes, Failure } from '../../main/failure/failure';
import { scratchFolder } from '../helpers/scratch';

let printed = '';
beforeEach(() => {
  printed = '';
  const take = (text: unknown): boolean => Boolean((printed += String(text)));
  vi.spyOn(process.stdout, 'write').mockImplementation(take);
  vi.spyOn(process.stderr, 'write').mockImplementation(take);
  // Whatever gets as far as the engine finds none.
  vi.stubEnv('DOCKER_HOST', 'unix:///nowhere/docker.sock');
  vi.stubEnv('ESSAIM_LANG', 'en');
  // Nor is the appliance tried that this checkout may have built.
  vi.stubEnv('ESSAIM_APPLIANCE', '/nowhere');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function thrownBy(...arguments_: string[]): Promise<unknown> {
  return run(arguments_, new AbortController().signal).then(
    (status) => expect.fail(`exit status ${status}`),
    (error: unknown) => error,
  );
}

describe('a wrong command line', () => {
  it.each([
    [['up', '--foo'], "unknown option '--foo'"],
    [['fly'], "unknown command 'fly'"],
    [['shell'], "missing required argument 'node'"],
    [['up', 'a', 'b'], 'too many arguments'],
    [['--lang', 'de', 'status'], "argument 'de' is invalid"],
    [['--engine', 'podman', 'status'], "argument 'podman' is invalid"],
    [['up', '--nodes', '0'], '1–7'],
    [['up', '--nodes', '8'], '1–7'],
    [['up', '--nodes', 'x'], '1–7'],
    [['up', '--nodes', '2.5'], '1–7'],
    [['up', '--nodes', ''], '1–7'],
    [['up', '--memory', '255'], '≥ 256'],
    [['up', '--memory', '1G'], '≥ 256'],
    [['up', '--subnet', '10.1.2.0/16'], 'a.b.c.0/24'],
    [['up', '--subnet', '10.1.2.3/24'], 'a.b.c.0/24'],
    [['up', '--subnet', '10.256.2.0/24'], 'a.b.c.0/24'],
    [['rehearse', '--subnet', 'x'], 'a.b.c.0/24'],
    [['up', '--name', ''], 'a-z 0-9 -'],
    [['up', '--name', 'Labo'], 'a-z 0-9 -'],
    [['up', '--name', 'a/b'], 'a-z 0-9 -'],
    [['up', '--name', '-a'], 'a-z 0-9 -'],
    [['up', '--name', 'a'.repeat(33)], 'a-z 0-9 -'],
  ])('%j is refused, and says why', async (arguments_, why) => {
    const error = await thrownBy(...arguments_);
    expect(error).toBeInstanceOf(CommanderError);
    const failure = usageFailure((error as CommanderError).message);
    expect(exitCodes[failure.kind]).toBe(2);
    for (const language of ['fr', 'en'] as const) expect(failure.sentence(language)).toContain(why);
    expect(failure.sentence('en')).not.toContain('error:');
    expect(printed).toBe('');
  });

  it.each([
    ['up', '--name', 'a'.repeat(32)],
    ['status', '-n', 'labo-2'],
    ['up', '--nodes', '7', '--memory', '256', '--subnet', '10.99.0.0/24'],
  ])('%j is none: it goes as far as the engine', async (...arguments_) => {
    expect(await thrownBy(...arguments_)).toMatchObject({ kind: 'no-engine' });
  });

  it('that is empty shows the help', async () => {
    expect(await thrownBy()).toMatchObject({ code: 'commander.help', exitCode: 1 });
    expect(printed).toContain('Usage: essaim');
  });
});

describe('the help', () => {
  const helpOf = async (...arguments_: string[]) => {
    expect(await thrownBy(...arguments_, '--help')).toMatchObject({ exitCode: 0 });
    return printed;
  };

  it('names every command, in English', async () => {
    const help = await helpOf();
    for (const command of 'doctor up down suspend engine reset status shell checkpoint new inspect rehearse'.split(
      ' ',
    ))
      expect(help).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    expect(help).toContain('Usage: essaim');
    expect(help).toContain('show the help');
  });

  it.each([[['--lang', 'fr']], [['--lang=fr']]])('is French where %j asks for it', async (asked) => {
    const help = await helpOf(...asked);
    expect(help).toContain('Utilisation : essaim');
    expect(help).toContain('afficher l’aide');
    expect(help).not.toMatch(/Usage:|Options:|Commands:/);
  });

  it('is French in commands, too', async () => {
    expect(await helpOf('--lang', 'fr', 'up')).toMatch(
      /^Utilisation : essaim up[^]*Arguments|^Utilisation : essaim up/,
    );
    expect(printed).toContain('nombre de nœuds');
  });

  it('has a version', async () => {
    expect(await thrownBy('--version')).toMatchObject({ exitCode: 0 });
    expect(printed).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('the language', () => {
  it.each([
    [[], 'en'],
    [['--lang', 'fr'], 'fr'],
    [['status', '--lang=fr'], 'fr'],
    [['--lang', 'de'], 'en'],
    [['--lang'], 'en'],
    [['fr'], 'en'],
  ])('of %j is %s', (arguments_, language) => {
    expect(askedLanguage(arguments_)).toBe(language);
  });
});

describe('a command', () => {
  const signal = new AbortController().signal;

  it('prints data on standard output', async () => {
    const post = join(await scratchFolder(), 'lab.md');
    await writeFile(post, '# One\n\n```.term1\nls\n```\n');
    expect(await run(['inspect', post, '--json'], signal)).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({ totals: { commands: { 1: 1 } } });
  });

  it('tells its failure as data where JSON is asked for, with the exit status of its kind', async () => {
    expect(await run(['doctor', '--json'], signal)).toBe(exitCodes['no-engine']);
    const { engine, problems } = JSON.parse(printed) as { engine: null; problems: string[] };
    expect(engine).toBeNull();
    expect(problems.join()).toContain('unix:///nowhere/docker.sock');
  });

  it('throws its failure otherwise', async () => {
    expect(await thrownBy('doctor')).toBeInstanceOf(Failure);
    expect(await thrownBy('inspect', '/nowhere.md')).toMatchObject({ kind: 'bad-input' });
  });
});
