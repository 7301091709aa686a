import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonSchemaOf } from '../../../main/labs/sidecar/json-schema';
import { sidecarSchema } from '../../../main/labs/sidecar/schema';

let committed: Record<string, unknown>;
let accepts: (text: string) => boolean;

beforeAll(async () => {
  committed = JSON.parse(await readFile('docs/lab.schema.json', 'utf8')) as Record<string, unknown>;
  const validate = new Ajv({ formats: { regex: true } }).compile(committed);
  accepts = (text) => validate(parse(text));
});

const inStep = (...lines: string[]): string =>
  ['version: 1', 'steps:', '  a:', ...lines.map((line) => `    ${line}`)].join('\n');
const expecting = (written: string): string => inStep('checks:', `  - say: Dit`, `    expect: ${written}`);

describe('the JSON Schema for editors', () => {
  it('is that of the sidecar: `npm run schema` writes it anew', () => {
    expect(committed).toEqual(jsonSchemaOf(sidecarSchema));
  });

  it('describes every key', () => {
    const bare: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, value] of Object.entries(node)) {
        if (path.endsWith('/properties') && !('description' in (value as object)))
          bare.push(`${path}/${key}`);
        visit(value, `${path}/${key}`);
      }
    };
    visit(committed, '');
    expect(bare).toEqual([]);
  });

  it.each([
    ['version: 1'],
    [inStep('minutes: 3', 'hints: [Un, { fr: Deux, en: Two }]', 'solution: commands')],
    [inStep('solution: [{ text: ls }, { terminal: 2, text: ls }]')],
    [inStep('runs: [{ fence: make }, { fence: x, terminals: [2], text: y }]')],
    [inStep('captures: [{ name: a, cluster: leader }, { name: b, cluster: { id: node2 } }]')],
    [inStep("captures: [{ name: a, after: ls, pattern: '(.)' }]")],
    [expecting('{ container: { name: web } }')],
  ])('accepts %j', (text) => {
    expect(accepts(text)).toBe(true);
  });

  it('accepts the lab that ships with Essaim', async () => {
    expect(accepts(await readFile('assets/labs/swarm-vue-d-ensemble/lab.yml', 'utf8'))).toBe(true);
  });

  it.each([
    ['version: 2'],
    ['minutes: 3'],
    ['version: 1\nlevel: easy'],
    [inStep('check: []')],
    [inStep('solution: command')],
    [inStep('solution: [{ terminal: 8, text: ls }]')],
    [inStep('runs: [{ terminals: [1] }]')],
    [inStep('captures: [{ name: a }]')],
    [inStep('captures: [{ name: a, after: ls }]')],
    [inStep("captures: [{ name: a, cluster: leader, after: ls, pattern: '(.)' }]")],
    [inStep('captures: [{ name: 1a, cluster: leader }]')],
    [expecting('{}')],
    [expecting('{ nodes: {} }')],
    [expecting('{ nodes: { count: 1 }, secret: { name: x } }')],
    [expecting('{ node: { name: node1 } }')],
    [expecting('{ node: { name: node1, role: boss } }')],
    [expecting('{ container: { node: node1 } }')],
    [expecting('{ page: { nodes: [], port: 80 } }')],
  ])('refuses %j', (text) => {
    expect(accepts(text)).toBe(false);
  });
});
