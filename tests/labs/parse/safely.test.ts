import { describe, expect, it } from 'vitest';
import { parseLab } from '../../../main/labs/parse/parse';
import { parseLabSafely } from '../../../main/labs/parse/safely';
import { post } from '../written';

const origin = { path: '/labs/lab/index.md', id: 'lab' };
const long = post(...Array.from({ length: 400 }, (_, index) => `# Step ${index}\n\nSome text.\n`));

describe('a post that is read in a thread', () => {
  it('is read as it is without one', { timeout: 120_000 }, async () => {
    expect(await parseLabSafely(long, origin, 60_000)).toEqual(parseLab(long, origin));
  });

  it('is refused as it is without one', { timeout: 120_000 }, async () => {
    const deep = long + '>'.repeat(20_000) + 'a';
    await expect(parseLabSafely(deep, origin, 60_000)).rejects.toThrow(/nested deeper/);
  });

  it('is given up where it takes too long', { timeout: 60_000 }, async () => {
    const begun = performance.now();
    const hostile = '*a **a '.repeat(300_000);
    await expect(parseLabSafely(hostile, origin, 2000)).rejects.toThrow(/takes more than 2 s to read/);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});
