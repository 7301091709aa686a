import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLab } from '../../../main/labs/parse/parse';
import { post, proseOf, temporaryFolder, warningsOf } from '../written';

const folder = path.join(temporaryFolder(), 'lab');
mkdirSync(path.join(folder, 'images'), { recursive: true });
for (const file of ['images/a.png', 'images/b c.png', '../outside.png'])
  writeFileSync(path.join(folder, file), '');

const read = (...body: string[]) => parseLab(post(...body), { path: path.join(folder, 'index.md') });
const imagesOf = (...body: string[]) => proseOf(read(...body)).flatMap((block) => block.images);

describe('images', () => {
  it.each(['/images/a.png', 'images/a.png', './images/a.png', '/images/a.png?raw=true', '/images/%61.png'])(
    'are found beside the lab: %s',
    (source) => {
      const file = path.join(folder, 'images/a.png');
      expect(imagesOf(`![An image](${source})`)).toEqual([{ line: 6, alt: 'An image', source, file }]);
    },
  );

  it('are found by Liquid, with spaces, and in HTML', () => {
    expect(imagesOf('![]({{ site.baseurl }}/images/a.png)')).toMatchObject([{ source: '/images/a.png' }]);
    expect(imagesOf('![](</images/b c.png>)')[0]?.file).toBe(path.join(folder, 'images/b c.png'));
    expect(imagesOf('', 'a <img src="images/a.png" alt="b" width=20>')).toEqual([
      { line: 7, alt: 'b', source: 'images/a.png', file: path.join(folder, 'images/a.png') },
    ]);
  });

  it.each(['/images/none.png', '../outside.png', '/../outside.png', 'images', '%00', '%', ''])(
    'are missing where they are not below the lab: %j',
    (source) => {
      const lab = read('', `![](<${source}>)`);
      expect(lab.totals.images).toBe(1);
      expect(lab.warnings).toHaveLength(1);
      expect(lab.warnings[0]).toMatchObject({ line: 7 });
    },
  );

  it.each(['https://a.b/c.png', 'http://a.b/c.png', '//a.b/c.png'])('are missing offline: %s', (source) => {
    const lab = read(`![x](${source})`);
    expect(warningsOf(lab)).toEqual([[6, `The image ${source} is on the network: it is missing offline.`]]);
    expect(proseOf(lab)[0]?.images).toEqual([{ line: 6, alt: 'x', source, file: undefined }]);
  });
});
