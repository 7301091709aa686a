import { describe, expect, it } from 'vitest';
import { htmlOf, proseOf, read, warningsOf } from '../written';

const linksOf = (...body: string[]) => proseOf(read(...body)).flatMap((block) => block.portLinks);

describe('port links', () => {
  it.each([
    ['[a](/){:data-term=".term2"}{:data-port="8080"}', { terminal: 2, port: 8080, path: '/' }],
    ['[a](/b?c#d){: data-port="80" }', { terminal: 1, port: 80, path: '/b?c#d' }],
    ['[a](http://localhost:8080/b){:data-port="80"}', { terminal: 1, port: 80, path: '/b' }],
    ['[a](b){:data-port="80"}', { terminal: 1, port: 80, path: '/b' }],
    ['<a href="/" data-term=".term3" data-port="443">a</a>', { terminal: 3, port: 443, path: '/' }],
    ['<a data-port=81>a</a>', { terminal: 1, port: 81, path: '/' }],
  ])('%s', (source, link) => {
    expect(linksOf('', source)).toEqual([{ line: 7, text: 'a', ...link }]);
  });

  it('are counted, in order, each at its line', () => {
    const lab = read(
      '[a](/){:data-port="1"}',
      '[b `c`](/){:data-port="2"}',
      '',
      '- x',
      '- [d](/){:data-port="3"}',
    );
    const links = proseOf(lab).flatMap((block) => block.portLinks);
    expect(links.map(({ line, text }) => [line, text])).toEqual([
      [6, 'a'],
      [7, 'b c'],
      [10, 'd'],
    ]);
    expect(lab.totals.portLinks).toBe(3);
  });

  it.each(['0', '65536', 'x', '80.5', ''])('have a port: not %j', (port) => {
    const lab = read(`[a](/){:data-port="${port}"}`);
    expect(lab.totals.portLinks).toBe(0);
    expect(htmlOf(lab)).toBe('<p><a href="/">a</a></p>');
    expect(lab.warnings).toHaveLength(1);
  });

  it('have a terminal that exists, or a warning', () => {
    const lab = read(
      '[a](/){:data-port="80"}{:data-term=".term9"}',
      '',
      '[b](/){:data-port="80"}{:data-term="x"}',
    );
    expect(warningsOf(lab)).toEqual([
      [6, 'Terminal 9 does not exist: the lab asks for 3 (terms).'],
      [8, '“x” names no terminal: .term1 to .term7.'],
    ]);
  });

  it('are not other links', () => {
    expect(linksOf('[a](/) [b](/){:data-term=".term1"}')).toEqual([]);
  });
});
