// A gateway that serves images: its own image with one more layer, the registry's content.
import { type ArchivedImage, type Layer, sha256 } from './archive';

interface ImageConfig {
  rootfs: { type: string; diff_ids: string[] };
  history?: { created_by: string }[];
}

/** `gateway` with `content` (of writeRegistryLayer) on top; what it serves wins over what lower layers serve. */
export function gatewayWith(gateway: ArchivedImage, content: Layer): ArchivedImage {
  const config = JSON.parse(gateway.config.toString('utf8')) as ImageConfig;
  config.rootfs.diff_ids.push(content.diffId);
  config.history = [...(config.history ?? []), { created_by: 'essaim: images to serve' }];
  const bytes = Buffer.from(JSON.stringify(config));
  return {
    references: [contentReference('essaim/gateway', bytes)],
    config: bytes,
    layers: [...gateway.layers, content],
  };
}

/** A reference that changes with the content, so that a loaded image is known to be the right one by its name. */
export function contentReference(repository: string, config: Buffer): string {
  return `${repository}:${sha256(config).slice('sha256:'.length, 'sha256:'.length + 12)}`;
}
