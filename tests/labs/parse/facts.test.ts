import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../main/labs/parse/facts';

function facts(data: Record<string, unknown>) {
  const warnings: unknown[] = [];
  return { ...factsOf(data, (...warning) => warnings.push(warning)), warnings };
}

describe('facts', () => {
  it('have a value where the front matter says nothing', () => {
    expect(facts({})).toEqual({
      title: undefined,
      author: undefined,
      tags: [],
      language: 'en',
      terminals: 1,
      warnings: [],
    });
  });

  it.each([
    [
      ['FR', 'swarm'],
      ['FR', 'swarm'],
    ],
    ['FR swarm', ['FR', 'swarm']],
    ['FR, swarm', ['FR', 'swarm']],
    [[1, null, {}, ''], ['1']],
    [3, ['3']],
  ])('take the tags %j as %j', (written, tags) => {
    expect(facts({ tags: written }).tags).toEqual(tags);
  });

  it.each([
    [{ tags: ['FR'] }, 'fr'],
    [{ tags: ['x', 'en'] }, 'en'],
    [{ lang: 'fr-CA' }, 'fr'],
    [{ tags: ['swarm'], lang: 'de' }, 'de'],
    [{ lang: '???' }, 'en'],
    [{ lang: {} }, 'en'],
  ])('take the language of %j as %s', (data, language) => {
    expect(facts(data).language).toBe(language);
  });

  it.each([
    [0, 0],
    [7, 7],
    ['3', 3],
  ])('take %j terminals as they are', (terms, terminals) => {
    expect(facts({ terms })).toMatchObject({ terminals, warnings: [] });
  });

  it.each([
    [8, 7],
    [-1, 0],
    [2.5, 2],
    ['many', 1],
    [[3], 1],
    [true, 1],
    [Infinity, 7],
  ])('clamp %j terminals to %i, with a warning', (terms, terminals) => {
    const read = facts({ terms });
    expect(read.terminals).toBe(terminals);
    expect(read.warnings).toMatchObject([[undefined, 'labs:termsInvalid', { taken: terminals, maximum: 7 }]]);
  });

  it('take a number for a title', () => {
    expect(facts({ title: 2024, author: '  ' })).toMatchObject({ title: '2024', author: undefined });
  });
});
