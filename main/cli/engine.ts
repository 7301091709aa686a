// `essaim engine [ENGINE]`: the setting that says which engine serves labs.
import type { EngineWish } from '../engine/choose';
import { Failure } from '../failure/failure';
import { readSettings, writeSettings } from '../settings/settings';
import type { Context } from './context';

const wishes: readonly EngineWish[] = ['auto', 'docker', 'embedded'];

export async function engineCommand({ paths, print, say }: Context, wanted?: string): Promise<number> {
  const settings = await readSettings(paths.settings);
  if (wanted === undefined) {
    print(say('cli:engineShown', { kind: settings.engine }));
    return 0;
  }
  const engine = wishes.find((wish) => wish === wanted);
  if (!engine) throw new Failure('usage', 'cli:badUsage', { said: `${wanted}: ${wishes.join(', ')}` });
  await writeSettings(paths.settings, { ...settings, engine });
  print(say('cli:engineSet', { kind: engine }));
  return 0;
}
