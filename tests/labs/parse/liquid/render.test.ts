import { describe, expect, it } from 'vitest';
import { renderLiquid } from '../../../../main/labs/parse/liquid/render';

function render(source: string, page: Record<string, unknown> = {}, linesBefore = 0) {
  const warnings: [number | undefined, string][] = [];
  const body = renderLiquid(source, page, linesBefore, (line, text) => warnings.push([line, text]));
  const lines = body.text.split('\n').map((text, index) => `${body.lineOf(index + 1)} ${text}`);
  return { text: body.text, lines, warnings };
}

describe('Liquid', () => {
  it.each([
    ['no marks {: at } all', 'no marks {: at } all'],
    ['![a]({{ site.baseurl }}/images/a.png)', '![a](/images/a.png)'],
    ['-f "{{ "{{ .Status.Addr "}}}}" node1', '-f "{{ .Status.Addr }}" node1'],
    ['{% raw %}{{ .ID }}{% endraw %}', '{{ .ID }}'],
    ['{{ page.title | upcase }}', 'LAB'],
    ['{{ page.nothing | default: "x" }}', 'x'],
    ['{% if page.title %}yes{% else %}no{% endif %}', 'yes'],
    ['{% if page.nothing %}yes{% else %}no{% endif %}', 'no'],
    ['{% assign n = 2 %}{{ n }}', '2'],
    ['{% for i in (1..3) %}{{ i }}{% endfor %}', '123'],
    ['a{% comment %}b{% endcomment %}c', 'ac'],
    ["{{ '/a.png' | relative_url }}", '/a.png'],
  ])('renders %j as %j', (source, text) => {
    expect(render(source, { title: 'Lab' })).toMatchObject({ text, warnings: [] });
  });

  it.each([
    ['a {{ .State.Pid }} b', 'a {{ .State.Pid }} b', 'labs:liquid'],
    ['a {{json .}} b', 'a {{json .}} b', 'labs:liquid'],
    ['{{range .Items}}{{.Name}}{{end}}', '{{range .Items}}{{.Name}}{{end}}', 'labs:liquid'],
    ['a {{ $x }} b', 'a {{ $x }} b', 'labs:liquid'],
    ['a {{}} b', 'a {{}} b', 'labs:liquid'],
    ['a {{ "x" | nothing }} b', 'a {{ "x" | nothing }} b', 'labs:liquid'],
    ['a {{ page.nothing }} b', 'a  b', 'labs:liquid'],
    ['a {{ site.title }} b', 'a  b', 'labs:liquid'],
    ['a {% include x.html y=1 %} b', 'a  b', 'labs:liquidTag'],
    ['a {% link x.md %} b', 'a  b', 'labs:liquidTag'],
    ["a {% layout 'x' %} b", 'a  b', 'labs:liquidTag'],
    ["a {% render '../../etc/passwd' %} b", 'a  b', 'labs:liquidTag'],
    ['a {% endif %} b', 'a  b', 'labs:liquid'],
    ['a {% if x %} b', 'a  b', 'labs:liquid'],
    ['a {{ b', 'a {{ b', 'labs:liquidOpen'],
    ['a {% b', 'a {% b', 'labs:liquidOpen'],
    ['a {% raw %} b', 'a {% raw %} b', 'labs:liquidOpen'],
    ['a {% if %}x{% endif %} b', 'a x b', 'labs:liquid'],
  ])('renders what it can of %j: %j', (source, text, warning) => {
    const read = render(source);
    expect(read.text).toBe(text);
    expect(new Set(read.warnings.map(([, key]) => key))).toEqual(new Set([warning]));
  });

  it('keeps an unknown tag from spoiling the block around it', () => {
    const read = render('{% if true %}\na\n{% link b %}\nc\n{% endif %}\nd');
    expect(read.text).toBe('\na\n\nc\n\nd');
    expect(read.warnings).toEqual([[3, 'labs:liquidTag']]);
  });

  it('names the line on disk of a warning', () => {
    expect(render('a\n\n{% nothing %}\n{{ .X }}', {}, 10).warnings).toEqual([
      [13, 'labs:liquidTag'],
      [14, 'labs:liquid'],
    ]);
  });

  it('maps each line to its line on disk, whatever Liquid does to their number', () => {
    const source = [
      'one',
      '{% comment %}',
      'gone',
      'gone',
      '{% endcomment %}five',
      '{% raw %}',
      '{{ seven }}',
      '{% endraw %}',
      'nine',
      '{%- assign x = 1 -%}',
      '',
      'twelve',
      '{% for i in (1..4) %}',
      'loop',
      '{% endfor %}',
      'sixteen',
    ];
    const { lines } = render(source.join('\n'));
    expect(lines.filter((line) => /[a-z]/.test(line.replace(/loop/, '')))).toEqual([
      '1 one',
      '5 five',
      '7 {{ seven }}',
      '9 ninetwelve',
      '16 sixteen',
    ]);
    expect(lines).toContain('14 loop');
    expect(render('a\nb', {}, 4).lines).toEqual(['5 a', '6 b']);
    expect(render('a\nb{{ 1 }}\nc', {}, 4).lines).toEqual(['5 a', '6 b1', '7 c']);
  });

  it('ends loops that would not end', { timeout: 15_000 }, () => {
    const loop = '{% for i in (1..100000) %}{% for j in (1..100000) %}a{% endfor %}{% endfor %} b';
    expect(render(loop)).toMatchObject({ text: 'a b' });
    expect(render('{% for i in (1..100000000000) %}a{% endfor %}').warnings[0]).toEqual([1, 'labs:liquid']);
  });

  it('takes a post with too many marks as plain text', () => {
    const many = '{{ 1 }}'.repeat(3000);
    expect(render(many)).toMatchObject({ text: many, warnings: [[undefined, 'labs:liquidTooMuch']] });
    const broken = '{% raw %}\n'.repeat(100);
    expect(render(broken).warnings.at(-1)).toEqual([undefined, 'labs:liquidTooMuch']);
    expect(render(broken).text).toBe(broken);
  });
});
