// What holds for each of our own labs before any of it is played.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadLab } from '../../main/labs/load';
import { repository } from '../../scripts/repository';

const folder = repository('assets', 'labs');
const names = readdirSync(folder);

describe.each(names)('%s', (name) => {
  it('is read without a warning, and says what the library shows', async () => {
    const { warnings, sidecar, language, author } = await loadLab(`${folder}/${name}`);
    expect(warnings).toEqual([]);
    expect([language, author]).toEqual(['fr', expect.stringContaining('Essaim')]);
    expect(sidecar).toMatchObject({ summary: { en: expect.any(String) as string } });
    expect(sidecar?.minutes).toBeGreaterThan(0);
  });

  it('checks every step that has commands, in both languages, and has hints in stages for it', async () => {
    const { steps, sidecar } = await loadLab(`${folder}/${name}`);
    const played = steps.filter(({ blocks }) => blocks.some(({ kind }) => kind === 'command'));
    expect(played.length).toBeGreaterThan(0);
    for (const { id } of played) {
      const { checks = [], hints = [] } = sidecar?.steps[id] ?? {};
      expect(checks.length, `checks of ${id}`).toBeGreaterThan(0);
      expect(hints.length, `hints of ${id}`).toBeGreaterThan(1);
      for (const { fr, en } of [...hints, ...checks.map(({ say }) => say)]) expect(en, fr).toBeTruthy();
    }
  });
});
