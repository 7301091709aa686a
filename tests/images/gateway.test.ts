import { describe, expect, it } from 'vitest';
import { sha256 } from '../../main/images/archive';
import { contentReference, gatewayWith } from '../../main/images/gateway';
import { scratchFolder } from '../helpers/scratch';
import { tinyImage, tinyLayer } from './tiny-images';

describe('a gateway with images to serve', async () => {
  const folder = await scratchFolder();
  const [base, content, other] = await Promise.all(
    ['base', 'content', 'other'].map((name) => tinyLayer(folder, name)),
  );
  if (!base || !content || !other) throw new Error('no layers');
  const gateway = tinyImage([base], 'essaim/gateway:base');

  it('has their layer on top, in its files as in its configuration', () => {
    const served = gatewayWith(gateway, content);
    const config = JSON.parse(served.config.toString()) as { os: string; rootfs: object; history: object[] };
    expect(served.layers).toEqual([base, content]);
    expect(config.rootfs).toEqual({ type: 'layers', diff_ids: [base.diffId, content.diffId] });
    expect(config.os).toBe('linux');
    expect(config.history).toHaveLength(1);
  });

  it('leaves the gateway itself as it is', () => {
    const before = gateway.config.toString();
    gatewayWith(gateway, content);
    expect(gateway.config.toString()).toBe(before);
    expect(gateway.layers).toEqual([base]);
  });

  it('has a name that tells its content', () => {
    const [one] = gatewayWith(gateway, content).references;
    expect(gatewayWith(gateway, content).references).toEqual([one]);
    expect(gatewayWith(gateway, other).references).not.toEqual([one]);
    const config = Buffer.from('{}');
    expect(contentReference('essaim/x', config)).toBe(`essaim/x:${sha256(config).slice(7, 19)}`);
  });
});
