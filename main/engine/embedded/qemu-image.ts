// Runs qemu-img, which makes and changes disks.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { qemuEnvironment } from './find-qemu';

/** @throws what Node says of a program that fails, with what it wrote. */
export async function qemuImage(program: string, ...words: string[]): Promise<void> {
  await promisify(execFile)(program, words, { env: qemuEnvironment(program) });
}
