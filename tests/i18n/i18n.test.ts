import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languageOf, languages, type TextKey, translator } from '../../main/i18n/i18n';

const root = join(import.meta.dirname, '../../assets/i18n');

function catalogue(language: string): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name of readdirSync(join(root, language))) {
    const file = JSON.parse(readFileSync(join(root, language, name), 'utf8')) as Record<string, string>;
    for (const [key, text] of Object.entries(file)) texts[`${name.replace('.json', '')}:${key}`] = text;
  }
  return texts;
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\{\w+\}\}/g))].sort();
}

describe('the catalogue', () => {
  const french = catalogue('fr');
  const english = catalogue('en');
  const keys = Object.keys(french);

  it('has every text in both languages', () => {
    expect(readdirSync(root).sort()).toEqual([...languages].sort());
    expect(Object.keys(english).sort()).toEqual([...keys].sort());
  });

  it('says the same of the same: no text is empty, and the placeholders are those of the other language', () => {
    const named = (texts: Record<string, string>) => keys.map((key) => [key, placeholders(texts[key] ?? '')]);
    expect(named(english)).toEqual(named(french));
    for (const texts of [french, english]) expect(keys.filter((key) => !texts[key]?.trim())).toEqual([]);
  });

  it.each(languages)('leaves no placeholder in what it says in %s', (language) => {
    const texts = catalogue(language);
    for (const key of keys) {
      const values = Object.fromEntries(placeholders(texts[key] ?? '').map((name) => [name.slice(2, -2), 2]));
      const said = translator(language)(key.replace(/_(one|many|other)$/, '') as TextKey, values);
      expect(said).not.toMatch(/\{\{|\}\}|\$t\(/);
      expect(key).not.toBe(`${key.split(':')[0] ?? ''}:${said}`);
    }
  });
});

describe('a text', () => {
  it('has the form that its number asks for', () => {
    const [fr, en] = [translator('fr'), translator('en')];
    expect(fr('cli:labTerminals', { count: 1 })).toBe('1 terminal');
    expect(fr('cli:labTerminals', { count: 3 })).toBe('3 terminaux');
    expect(en('cli:labTerminals', { count: 3 })).toBe('3 terminals');
    // French counts 0 as singular, English as plural.
    expect([fr('cli:labTerminals', { count: 0 }), en('cli:labTerminals', { count: 0 })]).toEqual([
      '0 terminal',
      '0 terminals',
    ]);
  });

  it('shows values as they are, whatever they look like', () => {
    const expected = '{{ .Status.Addr }} $t(cli:all) <b> & $&';
    const text = translator('en')('rehearsal:difference', { expected, found: 'x' });
    expect(text).toBe(`expected: ${expected} — found: x`);
  });
});

describe('the language', () => {
  it.each([
    [{}, 'fr'],
    [{ LANG: 'C.UTF-8' }, 'fr'],
    [{ LANG: 'fr_FR.UTF-8' }, 'fr'],
    [{ LANG: 'de_DE.UTF-8' }, 'fr'],
    [{ LANG: 'en_GB.UTF-8' }, 'en'],
    [{ LANG: 'fr_FR.UTF-8', LC_MESSAGES: 'en_US' }, 'en'],
    [{ LANG: 'en_US', LC_MESSAGES: 'en_US', LC_ALL: 'fr_FR' }, 'fr'],
    [{ LANG: 'en_US', LC_ALL: '' }, 'en'],
    [{ LC_ALL: 'fr_FR', ESSAIM_LANG: 'EN' }, 'en'],
  ])('of %j is %s', (environment, language) => {
    expect(languageOf(environment)).toBe(language);
  });
});
