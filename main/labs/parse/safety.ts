// What HTML of a post reaches the guide: no scripts, no styles, no frames, no URL but the web's and mail.
import { defaultSchema, type Options } from 'rehype-sanitize';

type Attributes = NonNullable<Options['attributes']>;

/** Elements that add to a text, and that GitHub's schema lacks. */
const textElements =
  'abbr caption center cite col colgroup dfn figcaption figure mark small time u wbr'.split(' ');
/** Elements of which nothing is kept, not even their text. */
const stripped = [
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'noscript',
  'template',
  'svg',
  'math',
  'title',
];

export const safety: Options = {
  ...defaultSchema,
  // `source` names images that nothing here looks for.
  tagNames: [...(defaultSchema.tagNames ?? []), ...textElements].filter((name) => name !== 'source'),
  strip: stripped,
  attributes: {
    ...withFreeClasses(defaultSchema.attributes ?? {}),
    a: [
      'href',
      'target',
      'rel',
      'dataTerm',
      'dataPort',
      'dataFootnoteRef',
      'dataFootnoteBackref',
      'ariaLabel',
    ],
    '*': [...(defaultSchema.attributes?.['*'] ?? []), 'className', 'data*'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'], cite: ['http', 'https'] },
};

/** GitHub's schema allows some classes to some elements; here every element may have any. */
function withFreeClasses(attributes: Attributes): Attributes {
  const entries = Object.entries(attributes).map(([element, definitions]): [string, typeof definitions] => [
    element,
    definitions.filter((definition) => !Array.isArray(definition) || definition[0] !== 'className'),
  ]);
  return Object.fromEntries(entries);
}
