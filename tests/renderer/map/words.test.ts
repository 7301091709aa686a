import { describe, expect, it } from 'vitest';
import { translator } from '../../../main/i18n/i18n';
import { drawingWords } from '../../../renderer/map/words';

/** Without types, as the page itself loads it. */
const file = '../../../assets/images/visualizer/files/srv/www/words.js';

/** What the visualizer's page says besides the drawing. */
const ofThePage = /^(pulse|problem)\.|^footer$/;

describe('the words of the drawing', () => {
  it('are in the catalogue, each that the visualizer knows', async () => {
    const { words } = (await import(file)) as { words: { fr: Record<string, string> } };
    const keyOf = drawingWords((key) => key);
    const known = Object.keys(words.fr).filter((key) => !ofThePage.test(key));
    expect(known.length).toBeGreaterThan(30);
    expect(known.filter((key) => !keyOf(key).startsWith('map:'))).toEqual([]);
  });

  it('have their values filled in', () => {
    expect(drawingWords(translator('fr'))('summary.nodes', { ready: 2, nodes: 3 })).toBe('Nœuds prêts : 2/3');
    expect(drawingWords(translator('en'))('label.times', { times: 3 })).toBe('×3');
  });

  it('show what a newer Docker says as it says it, and nothing for a machine outside of the swarm', () => {
    const say = drawingWords(translator('fr'));
    expect(say('state.hibernating')).toBe('hibernating');
    expect(say('availability.none')).toBe('');
  });
});
