import fc from 'fast-check';
import rehypeRaw from 'rehype-raw';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../main/failure/failure';
import { parseLab } from '../../../main/labs/parse/parse';
import { blocksOf, htmlOf, post, read, warningsOf } from '../written';

describe('a post', () => {
  it('is read as a whole', () => {
    const lab = read(
      'Hello',
      '## One',
      '```.term1',
      'ls',
      '```',
      '```',
      'out',
      '```',
      '[a](/){:data-port="80"}',
    );
    expect(lab).toMatchObject({ id: 'lab', path: '/labs/lab/index.md', language: 'en', terminals: 3 });
    expect(lab.totals).toEqual({ commands: { 1: 1 }, portLinks: 1, quizzes: 0, images: 0 });
    expect(lab.steps.map((step) => [step.id, step.blocks.map((block) => block.kind)])).toEqual([
      ['lab', ['prose']],
      ['one', ['command', 'output', 'prose']],
    ]);
    expect(lab.warnings).toEqual([]);
  });

  it('has its warnings in the order of lines, in both languages', () => {
    const lab = read('![a](/x.png)', '{% nothing %}', '', '```');
    expect(lab.warnings.map((warning) => warning.line)).toEqual([6, 7, 9]);
    expect(lab.warnings[1]?.message).toEqual({
      fr: 'La balise Liquid « nothing » est inconnue : elle est ignorée.',
      en: 'The Liquid tag “nothing” is unknown: it is left out.',
    });
  });

  it('keeps its lines behind Liquid', () => {
    const lab = read(
      '{% comment %}',
      'x',
      '{% endcomment %}',
      '',
      '# A',
      '{% if true %}',
      '```.term1',
      'ls',
      '```',
      '{% endif %}',
    );
    expect(blocksOf(lab)).toMatchObject([{ kind: 'command', line: 12 }]);
    expect(lab.steps[0]?.line).toBe(10);
  });

  it('without anything is a lab without steps', () => {
    expect(parseLab('', { path: 'x.md' })).toMatchObject({ title: 'x', steps: [], terminals: 1 });
  });

  it('that is too large is refused', () => {
    const parse = () => parseLab('a'.repeat(10 * 1024 * 1024), { path: '/x.md' });
    expect(parse).toThrow(Failure);
    expect(parse).toThrow('/x.md has 10 MB, and a post 5 MB at most: cut it into several labs.');
  });

  it.each([
    ['>'.repeat(20_000) + 'a', 6],
    ['- '.repeat(20_000) + 'a', 6],
    ['1. '.repeat(20_000) + 'a', 6],
  ])('that is nested too deep is refused', (line) => {
    expect(() => read(line)).toThrow(/^\/labs\/lab\/index\.md, line 6: /);
  });

  it('may have long rules', () => {
    expect(htmlOf(read('- '.repeat(200)))).toBe('<hr>');
  });
});

describe('any text', () => {
  const pieces = [
    ...[
      '---',
      '\n',
      '\n\n',
      '\t',
      '    ',
      '```',
      '~~~',
      '````',
      '.term1',
      '.term9',
      'docker ps',
      '# ',
      '## A {#b}',
    ],
    ...[
      '- ',
      '1. ',
      '> ',
      '- ( ) a',
      '- [x] b',
      '{:.quiz}',
      '{:.term2}',
      '{: #a .b c="d"}',
      '{:',
      '}',
      '{{',
      '}}',
    ],
    ...[
      '{%',
      '%}',
      '{% raw %}',
      '{% endraw %}',
      '{% if x %}',
      '{% endif %}',
      '{% for i in y %}',
      '{% include z %}',
    ],
    ...[
      '[a](/)',
      '[a](javascript:x())',
      '![i](/j.png)',
      '{:data-port="80"}',
      '|a|b|',
      '|-|-|',
      '<b>',
      '</b>',
      '<!--',
    ],
    ...[
      '<script>',
      '</script>',
      '<img src=x onerror=y>',
      '<a href="javascript:z">',
      '<svg onload=x>',
      '<textarea>',
    ],
    ...[
      '<table>',
      '<details>',
      '"',
      "'",
      '&lt;script&gt;',
      '\\',
      '`',
      '*',
      '_',
      '[^1]',
      '[^1]: x',
      'title: a: b',
    ],
    ...[
      'terms: 3',
      'docker swarm join --token SWMTKN-1',
      '\0',
      '\r',
      '\uFDD0',
      '{{ "{{ .A "}}}}',
      'été',
      '👋',
    ],
  ];
  const text = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces) }, fc.string()), {
    maxLength: 40,
  });

  it('is read or refused, and its HTML is safe', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(text, fc.boolean(), (parts, headed) => {
        const source = headed ? post(...parts) : parts.join('');
        const lab = readOrRefuse(source);
        if (!lab) return;
        expectSafe(htmlOf(lab));
        const last = source.split(/\r\n?|\n/).length;
        for (const block of blocksOf(lab)) expect(block.line).toBeLessThanOrEqual(last);
        for (const [line] of warningsOf(lab)) expect(line ?? 1).toBeLessThanOrEqual(last);
      }),
      { numRuns: 1500 },
    );
  });
});

function readOrRefuse(source: string) {
  try {
    return parseLab(source, { path: '/labs/lab/index.md' });
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(Failure);
    return undefined;
  }
}

function expectSafe(html: string): void {
  expect(html).not.toMatch(/<(script|iframe|style|svg|object)\b/i);
  const tree = unified()
    .use(rehypeRaw)
    .runSync({ type: 'root', children: [{ type: 'raw', value: html }] });
  visit(tree, 'element', ({ properties }) => {
    expect(Object.keys(properties).filter((name) => /^(on|style)/i.test(name))).toEqual([]);
    expect(properties.href ?? '').not.toMatch(/^\s*(javascript|data|vbscript):/i);
  });
}
