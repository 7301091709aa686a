import { describe, expect, it } from 'vitest';
import { htmlOf, proseOf, read, warningsOf } from '../written';

describe('prose', () => {
  it('is merged between fences', () => {
    const lab = read('a', '', 'b', '', '- c', '', '```', 'x', '```', 'd');
    expect(proseOf(lab).map(({ line, html }) => [line, html.replace(/\n/g, '')])).toEqual([
      [6, '<p>a</p><p>b</p><ul><li>c</li></ul>'],
      [15, '<p>d</p>'],
    ]);
  });

  it.each([
    ['a<br>b <kbd>c</kbd> <sup>d</sup>', '<p>a<br>b <kbd>c</kbd> <sup>d</sup></p>'],
    ['<div class="a b" id="c">x</div>', '<div class="a b" id="user-content-c">x</div>'],
    ['<details open><summary>a</summary>b</details>', '<details open><summary>a</summary>b</details>'],
    ['<a href="/" target="_blank" rel="x">a</a>', '<p><a href="/" target="_blank" rel="x">a</a></p>'],
    ['~~a~~ https://b.c', '<p><del>a</del> <a href="https://b.c">https://b.c</a></p>'],
    [
      '- [x] a',
      '<ul class="contains-task-list">\n<li class="task-list-item"><input type="checkbox" checked disabled> a</li>\n</ul>',
    ],
    ['[a](mailto:b@c.d)', '<p><a href="mailto:b@c.d">a</a></p>'],
  ])('keeps %s', (source, html) => {
    const lab = read(source);
    expect(htmlOf(lab)).toBe(html);
    expect(lab.warnings).toEqual([]);
  });

  it('keeps tables', () => {
    expect(htmlOf(read('|a|b|', '|:-|-|', '|1|2|'))).toContain('<th align="left">a</th>');
  });

  it.each([
    ['<a href="javascript:x()" onclick="x()">a</a>', '<p><a>a</a></p>'],
    ['[a](javascript:x())', '<p><a>a</a></p>'],
    ['[a](JaVaScRiPt:x())', '<p><a>a</a></p>'],
    ['![a](data:image/svg+xml,x)', '<p><img alt="a"></p>'],
    ['<p style="position: fixed">a</p>', '<p>a</p>'],
  ])('cleans %s', (source, html) => {
    expect(htmlOf(read(source))).toBe(html);
  });

  it.each([
    ['<script>x()</script>', '', 'script'],
    ['a <iframe src="x">b</iframe>', '<p>a </p>', 'iframe'],
    ['<style>b { }</style>', '', 'style'],
    ['<blink>a</blink>', '<p>a</p>', 'blink'],
    ['<svg><script>x()</script></svg>', '<p></p>', 'svg'],
    ['<form action="x"><button>a</button></form>', 'a', 'form'],
  ])('removes %s, with a warning', (source, html, element) => {
    const lab = read('', source);
    expect(htmlOf(lab)).toBe(html);
    expect(warningsOf(lab)[0]).toEqual([7, `The HTML element <${element}> is not shown.`]);
  });

  it('never loses a command to HTML that nobody closed', () => {
    const lab = read('Set <title> first', '', '<table>', '', '```.term1', 'ls', '```', '', 'after');
    expect(lab.totals.commands).toEqual({ 1: 1 });
    expect(proseOf(lab).at(-1)?.html).toBe('<p>after</p>');
  });

  it.each([
    ['<textarea>', '</textarea>'],
    ['<pre class="x">', '</pre>'],
    ['<!-- later', '-->'],
  ])('warns where %s is not closed and Markdown swallows fences', (open, end) => {
    const fence = ['```.term1', 'ls', '```'];
    const sentence = `This HTML is not closed by ${end}: it swallows the fences behind it.`;
    expect(warningsOf(read('', open, '', ...fence))).toContainEqual([7, sentence]);
    expect(JSON.stringify(read('', open, '', ...fence, end).warnings)).not.toContain('swallows');
  });

  it('finds definitions and footnotes anywhere in the post', () => {
    const lab = read('[a][b] c[^1]', '', '```', 'x', '```', '', 'd[^1]', '', '[b]: /x', '[^1]: Note.');
    const [first, second] = proseOf(lab);
    expect(first?.html).toContain('<a href="/x">a</a>');
    expect(first?.html).toContain('id="user-content-l6-fn-1"');
    expect(second?.html).toContain('id="user-content-l12-fn-1"');
  });
});
