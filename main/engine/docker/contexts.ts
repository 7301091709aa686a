// The docker CLI's contexts, as it keeps them below DOCKER_CONFIG or ~/.docker.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../failure/failure';
import { codeOf } from '../runner';

export interface DockerContext {
  name: string;
  host: string;
  certificates: string | undefined;
}

const configSchema = z.object({ currentContext: z.string().optional() });
const metaSchema = z.object({ Endpoints: z.object({ docker: z.object({ Host: z.string().optional() }) }) });

/** The context that the docker CLI would use; undefined where that is its default. */
export async function currentContext(environment: NodeJS.ProcessEnv): Promise<DockerContext | undefined> {
  // As for the CLI, an empty variable is none.
  const folder = environment.DOCKER_CONFIG || join(environment.HOME ?? homedir(), '.docker');
  const name = environment.DOCKER_CONTEXT || (await configuredName(folder));
  if (name === undefined || name === '' || name === 'default') return undefined;
  // The CLI names a context's folders by the SHA-256 of its name.
  const id = createHash('sha256').update(name).digest('hex');
  const file = join(folder, 'contexts', 'meta', id, 'meta.json');
  const meta = await read(file, metaSchema);
  const host = meta?.Endpoints.docker.Host;
  if (!host) throw new Failure('no-engine', 'engine:noContext', { name, file });
  const certificates = join(folder, 'contexts', 'tls', id, 'docker');
  return { name, host, certificates: existsSync(certificates) ? certificates : undefined };
}

async function configuredName(folder: string): Promise<string | undefined> {
  return (await read(join(folder, 'config.json'), configSchema))?.currentContext;
}

async function read<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw new Failure('bad-input', 'engine:badDockerConfig', { file }, { cause });
  }
}
