// The French post that Essaim is made for; it lies outside of the repository, which may not hold it.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLab } from '../../../main/labs/parse/parse';

const file = path.resolve(import.meta.dirname, '../../../../shared/lab/swarm-vue-d-ensemble.post.md');
if (!existsSync(file)) console.log(`skipped: the original post is not at ${file}`);

describe.skipIf(!existsSync(file))('the original post', () => {
  const lab = existsSync(file)
    ? parseLab(readFileSync(file, 'utf8'), { path: file })
    : parseLab('', { path: file });
  const step = (id: string) => lab.steps.find((each) => each.id === id);
  const kindsOf = (id: string) => step(id)?.blocks.map((block) => `${block.line} ${block.kind}`);

  it('has the facts of its front matter', () => {
    expect(lab).toMatchObject({
      id: 'swarm-vue-d-ensemble',
      title: "Vue d'ensemble",
      author: '@lucjuggery',
      tags: ['FR'],
      language: 'fr',
      terminals: 3,
    });
  });

  it('has all its commands, port links and images', () => {
    expect(lab.totals).toEqual({ commands: { 1: 16, 2: 2 }, portLinks: 5, quizzes: 0, images: 7 });
  });

  it('has its steps, by slug', () => {
    expect(lab.steps.map(({ id, level, line }) => `${line} ${level} ${id}`)).toEqual([
      '11 1 vue-densemble',
      '13 2 presentation',
      '36 2 creation',
      '114 2 inspection-dun-node',
      '201 2 mise-a-jour-dun-node',
      '207 3 promotion-de-node2',
      '240 3 destitution-du-node2',
      '265 2 service',
      '270 3 creation-dun-service',
      '318 3 ajout-du-service-de-visualisation',
      '342 3 passage-du-node2-en-drain',
      '368 2 rolling-upgrade',
      '395 2 resume',
    ]);
  });

  it('tells commands, outputs and the join command apart', () => {
    expect(kindsOf('creation')?.filter((kind) => !kind.endsWith('prose'))).toEqual([
      '42 command',
      '48 output',
      '62 command',
      '66 output',
      '75 code',
      '83 output',
      '89 command',
      '95 output',
      '106 command',
      '110 output',
    ]);
    expect(step('creation')?.blocks.find((block) => block.kind === 'code')).toMatchObject({
      runs: { terminals: [], command: { kind: 'swarm-join', role: 'worker' } },
    });
  });

  it('renders the Go template that Liquid protects', () => {
    expect(step('inspection-dun-node')?.blocks.at(-1)).toEqual({
      kind: 'command',
      line: 197,
      terminal: 1,
      code: 'docker node inspect -f "{{ .Status.Addr }}" node1',
    });
  });

  it('opens the ports of its links, and shows no attribute list', () => {
    const prose = lab.steps.flatMap((each) => each.blocks).filter((block) => block.kind === 'prose');
    expect(prose.flatMap((block) => block.portLinks)).toEqual(
      [
        [312, "Envoie d'une requête sur le node1", 8080],
        [314, "Envoie d'une requête sur le node2", 8080],
        [316, "Envoie d'une requête sur le node3", 8080],
        [336, "l'interface du visualiseur", 8000],
        [387, "l'interface du visualiseur", 8000],
      ].map(([line, text, port]) => ({ line, text, port, terminal: 1, path: '/' })),
    );
    expect(prose.map((block) => block.html).join('')).not.toContain('{:');
  });

  it('warns of nothing but the images that are not beside it', () => {
    expect(lab.warnings.map((warning) => warning.line)).toEqual([27, 34, 306, 340, 358, 389, 393]);
    expect(lab.warnings.every((warning) => warning.message.en.startsWith('The image /images/'))).toBe(true);
  });
});
