// The machine's disk: an ext4 file system with dockerd's data root, our images in it, and what is the machine's own;
// as a qcow2 whose clusters are compressed by zstd, which QEMU unpacks as it reads.
import { createReadStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { execa } from 'execa';
import { extract } from 'tar-stream';
import type { ArchivedImage, Layer } from '../../main/images/archive';
import { writeDockerRoot } from './docker-root';

/** What a learner's images and containers may take; only what is written takes space on the laptop. */
const diskSize = '12G';
/** Files and folders at most: the node's image has 6000, and a node writes its learner's images a second time. */
const inodes = 400_000;
/** One fixed day and name, so that the same files give the same bytes. */
const epoch = 1_767_225_600; // 2026-01-01T00:00:00Z
const identity = '6c616273-6573-7361-696d-000000000001';

export interface DiskSources {
  /** Images that dockerd shall have; the first is the node's, whose files the machine runs from. */
  images: ArchivedImage[];
  /** The machine's own files, which lie over the node's. */
  machine: Layer;
  /** Paths in the machine's layer that are needed elsewhere: the kernel, its modules. */
  without: string[];
  scratch: string;
}

export async function makeDisk(sources: DiskSources, file: string): Promise<void> {
  const tree = join(sources.scratch, 'tree');
  const docker = join(tree, 'docker');
  const sizes = new Map<string, number>();
  for (const layer of sources.images.flatMap(({ layers }) => layers))
    sizes.set(layer.diffId, await unpackedSize(layer));
  const placed = await writeDockerRoot(docker, sources.images, (layer) => sizes.get(layer.diffId) ?? 0);
  const [node] = placed;
  if (!node) throw new Error('the disk needs the node image');
  await writeFile(join(tree, 'node-layer'), `docker/${node.folder}`);
  await mkdir(join(docker, 'overlay2', 'l'), { recursive: true });

  const raw = join(sources.scratch, 'disk.raw');
  // In one go: under fakeroot the owners of files are known only to the session that unpacked them.
  const script = ['set -e', 'umask 022', `cd '${tree}'`];
  for (const { layer, folder } of placed) {
    const own = folder.replace(/\/diff$/, '');
    script.push(`mkdir -p docker/${folder} docker/${own}/work`);
    script.push(`tar -xzpf '${layer.file}' -C docker/${folder}`);
    script.push(`ln -s ../${own.slice('overlay2/'.length)}/diff docker/overlay2/l/$(cat docker/${own}/link)`);
  }
  script.push('chmod 0710 docker', 'mkdir machine');
  const without = sources.without.map((path) => `--exclude='${path}'`).join(' ');
  script.push(`tar -xzpf '${sources.machine.file}' -C machine ${without}`);
  script.push(
    [
      `mke2fs -q -t ext4 -d . -N ${inodes} -m 0 -U ${identity}`,
      // No journal and no checksums: the disk lives as long as the lab, and each costs emulated time.
      '-O ^has_journal,^metadata_csum,^64bit,^orphan_file,^resize_inode',
      `-E hash_seed=${identity},root_owner=0:0,lazy_itable_init=1 '${raw}' ${diskSize}`,
    ].join(' '),
  );
  await runAsRoot(script.join('\n'));
  await execa('qemu-img', ['convert', '-c', '-O', 'qcow2', '-o', 'compression_type=zstd', raw, file]);
  await rm(raw);
  await runAsRoot(`rm -rf '${tree}'`);
}

/** With fakeroot where this is not root: only the files' owners are feigned, in the file system that is made of them. */
async function runAsRoot(script: string): Promise<void> {
  const env = {
    PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`,
    SOURCE_DATE_EPOCH: String(epoch),
    E2FSPROGS_FAKE_TIME: String(epoch),
  };
  const words = process.getuid?.() === 0 ? ['sh', '-c', script] : ['fakeroot', 'sh', '-c', script];
  const [program = '', ...rest] = words;
  await execa(program, rest, { env });
}

async function unpackedSize(layer: Layer): Promise<number> {
  let size = 0;
  const entries = extract();
  const feeding = pipeline(createReadStream(layer.file), createGunzip(), entries);
  for await (const entry of entries) {
    size += entry.header.size;
    entry.resume();
  }
  await feeding;
  return size;
}
