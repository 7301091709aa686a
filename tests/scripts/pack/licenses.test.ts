import { describe, expect, it } from 'vitest';
import { licensesOf, packagesOf } from '../../../scripts/pack/licenses';
import { repository } from '../../../scripts/repository';

describe('the packages of a bundle', () => {
  it('are named once, with their scopes and where they are', () => {
    expect(
      packagesOf([
        'main/index.ts',
        'node_modules/zod/v4/index.js',
        'node_modules/zod/v4/core.js',
        'node_modules/@xterm/xterm/lib/xterm.mjs',
        'node_modules/a/node_modules/b/index.js',
      ]),
    ).toEqual(['node_modules/@xterm/xterm', 'node_modules/a/node_modules/b', 'node_modules/zod']);
  });

  it('come with the text of their licences', async () => {
    const text = await licensesOf(['node_modules/react/index.js'], repository());
    expect(text).toMatch(/^react \d+\.\d+\.\d+ \(MIT\)\n\nMIT License\n/);
  });
});
