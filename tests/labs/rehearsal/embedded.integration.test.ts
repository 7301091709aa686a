// The French Swarm lab on the embedded engine, by the command itself: whole, routing mesh included.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RehearsalReport } from '../../../main/labs/rehearsal/report';
import { runCli } from '../../helpers/cli';
import { scratchFolder } from '../../helpers/scratch';

/** Milliseconds: 170 s were measured. */
const patience = 600_000;

test('the whole lab, every step verified, the routing mesh included', { timeout: patience }, async () => {
  const folder = await scratchFolder();
  const file = join(folder, 'report.json');
  const { exitStatus, stdout, stderr } = await runCli(
    ['--engine', 'embedded', 'rehearse', '--report', file],
    { environment: { ESSAIM_DATA: join(folder, 'data'), ESSAIM_CACHE: join(folder, 'cache') } },
  );
  console.log(stderr);
  expect({ exitStatus, stdout }).toEqual({ exitStatus: 0, stdout: expect.any(String) as string });
  const report = JSON.parse(await readFile(file, 'utf8')) as RehearsalReport;
  expect(report.engine).toMatchObject({ kind: 'embedded', routingMesh: 'yes' });
  expect(report.status).toBe('passed');
  expect(report.steps.map(({ status }) => status)).toEqual(report.steps.map(() => 'passed'));

  // Each node's ports answered through the gateway's door, and the mesh spread the requests.
  const actions = report.steps.flatMap((step) => step.actions);
  const links = actions.filter(({ kind }) => kind === 'link').map(({ text }) => text);
  for (const node of ['node1', 'node2', 'node3']) expect(links).toContain(`http://${node}:8080/`);
  expect(links.some((link) => link.includes(':8000'))).toBe(true);
});
