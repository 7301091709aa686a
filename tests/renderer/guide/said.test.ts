// Which language a sidecar's text is shown in.
import { expect, it } from 'vitest';
import { saidIn } from '../../../renderer/guide/said';

it('is the window’s where the sidecar has it, and French otherwise', () => {
  expect(saidIn({ fr: 'nœud', en: 'node' }, 'en')).toEqual({ text: 'node', lang: 'en' });
  expect(saidIn({ fr: 'nœud' }, 'en')).toEqual({ text: 'nœud', lang: 'fr' });
  expect(saidIn({ fr: 'nœud', en: 'node' }, 'fr')).toEqual({ text: 'nœud', lang: 'fr' });
});
