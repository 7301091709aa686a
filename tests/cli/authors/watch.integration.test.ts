import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { exitCodes } from '../../../main/failure/failure';
import { type CliProcess, runCli, startCli } from '../../helpers/cli';
import { privateDocker } from '../../helpers/engine';
import { partsOn } from '../../helpers/parts';
import { writeLab } from '../../helpers/rehearsal';
import { scratchFolder } from '../../helpers/scratch';

/** Milliseconds: mostly the nodes are new by then, and the command is under way. */
const resetTime = 6_000;

/** Saves as many editors do: aside, then renamed over the file. */
async function save(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

const fence = (command: string): string => `## Une\n\n\`\`\`.term1\n${command}\n\`\`\`\n`;
const post = (body: string): string => `---\ntitle: watched\nterms: 1\n---\n${body}`;

async function stopped(cli: CliProcess): Promise<void> {
  cli.kill('SIGINT');
  expect((await cli.result).exitStatus).toBe(exitCodes.cancelled);
  expect(await partsOn(privateDocker(), `repetition-${String(cli.pid)}`)).toEqual([]);
}

test('a watched lab is played again whenever it is saved, on new nodes, until Ctrl-C, which leaves nothing', async () => {
  const folder = await writeLab('watched', fence('touch /tmp/here && echo premier'));
  const file = join(folder, 'index.md');
  const cli = startCli(['rehearse', '--watch', '--memory', '512', folder]);
  await cli.said('[node1] touch /tmp/here && echo premier');
  await cli.said('Waiting for a change');

  // Broken: told in one sentence, and waited for.
  const broken = cli.said(/no key|is unknown.*Waiting for it to be corrected/);
  await save(join(folder, 'lab.yml'), 'version: 1\nchekcs: []\n');
  await broken;

  // Corrected, and wrong: the step, the line and the difference.
  const failed = cli.said(/✗ .*Une[^]*Waiting for a change/);
  await save(join(folder, 'lab.yml'), 'version: 1\n');
  await save(file, post(`${fence('test ! -e /tmp/here && echo deux')}\n\`\`\`\ntrois\n\`\`\`\n`));
  await failed;

  // Saved while it is being played: that rehearsal is of no interest any more.
  const again = cli.said('it is played again');
  const other = cli.said('[node1] echo quatre');
  await save(file, post(fence('sleep 600')));
  await again;
  await sleep(resetTime);
  await save(file, post(fence('echo quatre')));
  await other;
  await stopped(cli);
  const { stdout, stderr } = await cli.result;
  expect(stdout.match(/was played to its end|“watched”/g)?.length).toBeGreaterThanOrEqual(2);
  expect(stderr).toContain('trois');
  expect(stderr).not.toContain('sleep 600 ');
});

test('a watched lab that is broken from the start starts nothing', async () => {
  const folder = await writeLab('broken', '## Une\n', 'version: 2\n');
  const cli = startCli(['rehearse', '--watch', folder]);
  await cli.said(/version does not fit.*Waiting for it to be corrected/);
  expect(await partsOn(privateDocker(), `repetition-${String(cli.pid)}`)).toEqual([]);
  await stopped(cli);
});

test.each(['fr', 'en'])(
  'a new lab (%s) is inspected without a warning, and rehearses as it stands',
  async (lang) => {
    const folder = join(await scratchFolder(), 'mine');
    expect(await runCli(['--lang', lang, 'new', folder])).toMatchObject({ exitStatus: 0 });
    expect(existsSync(join(folder, 'lab.schema.json'))).toBe(true);
    expect(await readFile(join(folder, 'lab.yml'), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=lab\.schema\.json\n/,
    );
    const inspected = await runCli(['inspect', folder, '--json']);
    expect(inspected.exitStatus).toBe(0);
    expect(JSON.parse(inspected.stdout)).toMatchObject({ warnings: [], terminals: 2, totals: { images: 1 } });
    const { exitStatus, stdout, stderr } = await runCli(['rehearse', '--memory', '512', folder]);
    expect(exitStatus, stderr).toBe(0);
    expect(stdout).toContain('every step verified');
  },
);
