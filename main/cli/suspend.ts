// `essaim suspend`: the lab is saved as it is, and its machine ended; `essaim up` resumes it.
import { Failure } from '../failure/failure';
import type { Context } from './context';
import { onEngine } from './on-engine';

export async function suspendCommand(context: Context, { name }: { name: string }): Promise<number> {
  return onEngine(context, { name, purpose: 'find' }, async ({ engine }) => {
    if (!engine.machine) throw new Failure('usage', 'cli:suspendDocker');
    await engine.machine.suspend();
    context.tell(context.say('cli:suspended', { name }));
    return 0;
  });
}
