// What a post's front matter says about the lab: title, author, tags, language, terminals.
import { maximumTerminals, type Warn } from './post';

export interface Facts {
  title: string | undefined;
  author: string | undefined;
  tags: string[];
  language: string;
  terminals: number;
}

export function factsOf(data: Record<string, unknown>, warn: Warn): Facts {
  const tags = tagsOf(data.tags ?? data.tag);
  return {
    title: textOf(data.title),
    author: textOf(data.author),
    tags,
    language: languageOf(tags, data.lang),
    terminals: terminalsOf(data.terms, warn),
  };
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Jekyll takes a list, or words in one text. */
function tagsOf(value: unknown): string[] {
  const entries: unknown[] = Array.isArray(value) ? value : (textOf(value)?.split(/[\s,]+/) ?? []);
  return entries.map(textOf).filter((tag) => tag !== undefined && tag !== '') as string[];
}

function languageOf(tags: string[], lang: unknown): string {
  const tag = tags.map((each) => each.toLowerCase()).find((each) => each === 'fr' || each === 'en');
  return tag ?? /^[a-z]{2,3}\b/.exec(textOf(lang)?.toLowerCase() ?? '')?.[0] ?? 'en';
}

function terminalsOf(value: unknown, warn: Warn): number {
  if (value === undefined || value === null) return 1;
  const asked = Number(textOf(value) ?? NaN);
  if (Number.isInteger(asked) && asked >= 0 && asked <= maximumTerminals) return asked;
  const taken = Number.isNaN(asked) ? 1 : Math.min(Math.max(Math.trunc(asked), 0), maximumTerminals);
  warn(undefined, 'labs:termsInvalid', {
    terms: JSON.stringify(value),
    maximum: maximumTerminals,
    taken,
  });
  return taken;
}
