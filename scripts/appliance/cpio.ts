// Writes a cpio archive (the `newc` form that the kernel unpacks as its initrd): the same entries give the same bytes.

export interface CpioEntry {
  /** Path without a leading slash. */
  name: string;
  /** File type and permissions, as in stat(2). */
  mode: number;
  /** Content of a file, target of a link; empty for folders. */
  data: Buffer;
}

/** Archives are read by the kernel in order: folders stand before what they hold. */
export function writeCpio(entries: CpioEntry[]): Buffer {
  const parts = entries.flatMap((entry, index) => member(entry, index + 1));
  return Buffer.concat([...parts, ...member({ name: 'TRAILER!!!', mode: 0, data: Buffer.alloc(0) }, 0)]);
}

/** Header of 13 fields of 8 hex digits each after the magic number (cpio(5), "New ASCII Format"). */
function member({ name, mode, data }: CpioEntry, inode: number): Buffer[] {
  const path = Buffer.from(`${name}\0`);
  const [owner, group, links, time, device, checksum] = [0, 0, 1, 0, 0, 0];
  const fields = [
    ...[inode, mode, owner, group, links, time, data.length],
    ...[device, device, device, device, path.length, checksum],
  ];
  const header = Buffer.from(`070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`);
  return [...padded(Buffer.concat([header, path])), ...padded(data)];
}

/** Names and contents end on multiples of four bytes. */
function padded(bytes: Buffer): Buffer[] {
  return [bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)];
}
