// Contexts as the docker CLI writes them below its folder.
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes the context and returns the file that describes it. */
export async function writeContext(
  folder: string,
  name: string,
  docker: object,
  options: { tls?: boolean } = {},
): Promise<string> {
  const id = createHash('sha256').update(name).digest('hex');
  const meta = join(folder, 'contexts', 'meta', id);
  await mkdir(meta, { recursive: true });
  if (options.tls) await mkdir(join(folder, 'contexts', 'tls', id, 'docker'), { recursive: true });
  const file = join(meta, 'meta.json');
  await writeFile(file, JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker } }));
  return file;
}

export async function chooseContext(folder: string, currentContext: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'config.json'), JSON.stringify({ auths: {}, currentContext }));
}
