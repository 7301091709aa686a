import { describe, expect, it } from 'vitest';
import { readAttributes } from '../../../../main/labs/parse/attributes/read';

const none = { id: undefined, classes: [], values: {} };

describe('attribute lists', () => {
  it.each([
    ['.term1', { ...none, classes: ['term1'] }],
    [' .a  .b-c #d ', { ...none, classes: ['a', 'b-c'], id: 'd' }],
    ['.a.b', { ...none, classes: ['a', 'b'] }],
    ['data-term=".term1"', { ...none, values: { 'data-term': '.term1' } }],
    ["title='a } b' width=20", { ...none, values: { title: 'a } b', width: '20' } }],
    ['title="say \\"a\\""', { ...none, values: { title: 'say "a"' } }],
    ['class="a b" id="c"', { ...none, classes: ['a', 'b'], id: 'c' }],
    ['toc', none],
  ])('read %j', (content, attributes) => {
    expect(readAttributes(content)).toEqual(attributes);
  });

  it.each(['', ' ', 'a => 1', '=x', 'a="b', '/', ':comment', '"x"', '{'])('refuse %j', (content) => {
    expect(readAttributes(content)).toBeUndefined();
  });
});
