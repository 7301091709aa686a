import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openAppliance } from '../../../main/engine/embedded/appliance';
import { scratchFolder } from '../../helpers/scratch';

const index = {
  architecture: 'arm64',
  inputs: 'a'.repeat(64),
  images: { node: 'essaim/node:1', gateway: 'essaim/gateway:1' },
};

describe('the appliance', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await scratchFolder();
  });

  it('is what its index says, with its files beside it', async () => {
    await writeFile(join(folder, 'appliance.json'), JSON.stringify(index));
    expect(await openAppliance(folder)).toEqual({
      ...index,
      kernel: join(folder, 'vmlinuz'),
      initrd: join(folder, 'initrd'),
      disk: join(folder, 'disk.qcow2'),
      ready: join(folder, 'ready'),
    });
  });

  it('that is missing is said to be, with its folder', async () => {
    const opening = openAppliance(join(folder, 'none'));
    await expect(opening).rejects.toMatchObject({
      kind: 'bad-input',
      text: 'embedded:noAppliance',
      values: { folder: join(folder, 'none') },
      causeText: expect.stringContaining('ENOENT') as string,
    });
  });

  it.each(['', '{"architecture": "x64"', '{}', JSON.stringify({ ...index, architecture: 'riscv64' })])(
    'with the index %j is none',
    async (text) => {
      await writeFile(join(folder, 'appliance.json'), text);
      await expect(openAppliance(folder)).rejects.toMatchObject({ text: 'embedded:noAppliance' });
    },
  );
});
