// Posts made wrong on purpose: the corpus cut, doubled, moved and mixed with marks and attacks, by a seeded choice.

export interface Random {
  /** 0 to `below` - 1. */
  integer(below: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

/** The same numbers from the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (below: number) => Math.floor(next() * below);
  return { integer, pick: (items) => items[integer(items.length)] as (typeof items)[number] };
}

/** Characters of a mutated post: ten thousand of them are to be read within a minute. */
const lengthLimit = 3000;
/** Changes to one post. */
const changeLimit = 8;

export function mutate(corpus: readonly string[], random: Random): string {
  let text = random.pick(corpus);
  for (let change = 0; change <= random.integer(changeLimit); change++)
    text = random.pick(changes)(text, random, corpus);
  return text.slice(0, lengthLimit);
}

type Change = (text: string, random: Random, corpus: readonly string[]) => string;

const changes: Change[] = [
  (text, random) => splice(text, random, random.integer(60), ''),
  (text, random) => text.slice(0, random.integer(text.length + 1)),
  (text, random) => text.slice(random.integer(text.length + 1)),
  (text, random) => splice(text, random, 0, random.pick(pieces)),
  (text, random) => splice(text, random, 0, random.pick(pieces) + random.pick(pieces)),
  (text, random) => splice(text, random, 1, random.pick(pieces)),
  (text, random) => splice(text, random, 0, random.pick(pieces).repeat(1 + random.integer(30))),
  (text, random) => splice(text, random, 0, slice(text, random)),
  (text, random, corpus) => splice(text, random, 0, slice(random.pick(corpus), random)),
  (text, random) => text.replaceAll('\n', `\n${random.pick(['> ', '- ', '  ', '    ', ': ', '| ', '\t'])}`),
  (text, random) => onLine(text, random, (line) => `${random.pick(pieces)}${line}`),
  (text, random) => onLine(text, random, (line) => `${line}${random.pick(pieces)}`),
];

function splice(text: string, random: Random, length: number, insert: string): string {
  const at = random.integer(text.length + 1);
  return text.slice(0, at) + insert + text.slice(at + length);
}

function slice(text: string, random: Random): string {
  const from = random.integer(text.length + 1);
  return text.slice(from, from + random.integer(400));
}

function onLine(text: string, random: Random, change: (line: string) => string): string {
  const lines = text.split('\n');
  const at = random.integer(lines.length);
  lines[at] = change(lines[at] ?? '');
  return lines.join('\n');
}

const pieces = [
  ...['---\n', '\n', '\n\n', '\t', '    ', '```', '~~~\n', '`', '*', '**', '_', '~~', '^\n', '\\', '\\\\\n'],
  ...['# ', '- ', '1. ', '> ', ': ', '|', '|-|-|\n', '|=|\n', '[', ']', '](', '![', '[^1]', '[^1]: ', '$$'],
  ...[
    '{:',
    '}',
    '{:.term1}',
    '{:toc}',
    '{: #a .b c="d"}',
    '{:a: .b}\n',
    '{:a}',
    '{::comment}',
    '{:/comment}',
  ],
  ...['{::nomarkdown}', '{:/}', '{::options x="y" /}', '*[HTML]: x\n', '<<', '>>', '--', '...', '"', "'"],
  ...[
    '{{',
    '}}',
    '{%',
    '%}',
    '{% raw %}',
    '{% endraw %}',
    '{% if a %}',
    '{% endif %}',
    '{% for i in (1..9) %}',
  ],
  ...[
    '{% endfor %}',
    '{% highlight sh %}',
    '{% endhighlight %}',
    '{% include x %}',
    '{{ page.title | markdownify }}',
  ],
  ...[
    '<div>',
    '</div>',
    '<div markdown="1">\n',
    '<details>',
    '<table>',
    '<pre>',
    '<b>',
    '</b>',
    '<!--',
    '-->',
    '<![CDATA[',
  ],
  ...[
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<style>*{}</style>',
  ],
  ...[
    '<iframe src="javascript:alert(1)">',
    '[a](javascript:alert(1))',
    '<a href="java\nscript:alert(1)">x</a>',
  ],
  ...[
    '![a](data:text/html,x)',
    '{:onclick="alert(1)"}',
    '{:style="position:fixed"}',
    '{:href="javascript:alert(1)"}',
  ],
  ...[
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
    '<form action=javascript:x>',
    '<a id=a name=b>',
  ],
  ...[
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '&#106;avascript&colon;',
    '&lt;script&gt;',
  ],
  ...['\0', '\r', '\uFEFF', '\uFDD0', '\u2028', '\uD800', '👋', 'été', '[x]: javascript:alert(1)\n', '[x]'],
];
