import { describe, expect, it } from 'vitest';
import { blocksOf, htmlOf, read } from '../../written';

describe('attribute lists in a line', () => {
  it.each([
    ['[a](/){:.b}', '<a href="/" class="b">a</a>'],
    ['[a](/){:.b}{: #c target="_blank"}', '<a href="/" class="b" target="_blank" id="user-content-c">a</a>'],
    ['[a](/) {:.b}', '<a href="/" class="b">a</a> '],
    ['[a](/){:target="_blank"} _c_', '<a href="/" target="_blank">a</a> <em>c</em>'],
    [
      '![a](/b.png){: width="20" height="30" .c}',
      '<img src="/b.png" alt="a" width="20" height="30" class="c">',
    ],
    ['`a`{:.b} **c**{:.d}', '<code class="b">a</code> <strong class="d">c</strong>'],
    ['[a](/){:onclick="x()" style="top: 0"}', '<a href="/">a</a>'],
    ['[a](/){:title="www.a.b me@b.c"}', '<a href="/" title="www.a.b me@b.c">a</a>'],
    ['text{:.ignored} more', 'text more'],
    ['a {:b => 1} c', 'a {:b => 1} c'],
    ['`{:.a}` \\{:.b}', '<code>{:.a}</code> {:.b}'],
    ['a {:.never closed', 'a {:.never closed'],
  ])('%s', (source, html) => {
    expect(htmlOf(read(source))).toBe(`<p>${html}</p>`);
  });

  it('belong to their heading', () => {
    expect(read('## Title {:#given}').steps[0]).toMatchObject({ id: 'given', title: 'Title' });
  });
});

describe('attribute lists on a line of their own', () => {
  it.each([
    [['{:.a}', 'text'], '<p class="a">text</p>'],
    [['text', '{:.a}'], '<p class="a">text</p>'],
    [['text  ', '{:.a}{:.b}'], '<p class="a b">text</p>'],
    [['text', '{:.a}', 'more'], '<p class="a">text</p>\n<p>more</p>'],
    [['text', '', '{:.a}', '', 'more'], '<p>text</p>\n<p class="a">more</p>'],
    [['- a', '{:.b}'], '<ul class="b">\n<li>a</li>\n</ul>'],
    [['> a', '{:.b}'], '<blockquote class="b">\n<p>a</p>\n</blockquote>'],
    [['<div>a</div>', '{:.b}'], '<div>a</div>'],
    [['<pre>', '{:.b}', '</pre>'], '<pre>{:.b}\n</pre>'],
  ])('%j', (source, html) => {
    expect(htmlOf(read(...source))).toBe(html);
  });

  it('belong to the table above', () => {
    const html = htmlOf(read('|a|b|', '|-|-|', '|1|2|', '{:.c}'));
    expect(html).toMatch(/^<table class="c">/);
    expect(html).not.toContain('{:');
  });

  it('belong to the heading above', () => {
    expect(read('## Title', '{: #given}', 'text').steps[0]).toMatchObject({ id: 'given', title: 'Title' });
  });

  it('make a command of the fence above or below', () => {
    const lab = read('```', 'docker ps', '```', '{:.term2}', '', '{: .term3 }', '~~~', 'ls', '~~~');
    expect(blocksOf(lab)).toEqual([
      { kind: 'command', line: 6, terminal: 2, code: 'docker ps' },
      { kind: 'command', line: 12, terminal: 3, code: 'ls' },
    ]);
  });

  it('keep the lines of what stands below them', () => {
    const lab = read('text', '{:.a}', 'more ![i](/x.png)');
    expect(lab.warnings.map((warning) => warning.line)).toEqual([8]);
  });
});
