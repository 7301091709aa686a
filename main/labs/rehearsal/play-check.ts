// Plays one check: looks until it holds, or until it is clear that it will not.
import { type CheckResult, checkState } from '../checks';
import type { Check } from '../lab';
import { checkRollingUpdate } from '../rolling-update';
import { checkPage } from './check-page';
import { lookUntil } from './look-until';
import { outcomeOf } from './outcome';
import type { ActionReport } from './report';
import type { Stage } from './stage';
import { stopwatch } from './stopwatch';

export async function playCheck(check: Check, stage: Stage): Promise<ActionReport> {
  const seconds = stopwatch();
  const result = await lookUntil(() => evaluate(check, stage), stage);
  const text = check.say[stage.language] ?? check.say.fr;
  return { kind: 'check', line: undefined, text, seconds: seconds(), ...outcomeOf(result, stage.say) };
}

async function evaluate({ expect }: Check, stage: Stage): Promise<CheckResult> {
  switch (expect.kind) {
    case 'page':
      return checkPage(expect, stage);
    case 'rolling-update':
      return checkRollingUpdate(expect, await stage.watch.refresh(), stage.mostMissing(expect.service));
    case 'node':
    case 'nodes':
    case 'service':
      return checkState(expect, await stage.watch.refresh());
    case 'task':
    case 'network':
    case 'container':
    case 'file':
    case 'script':
      throw new Error(`${expect.kind} is not checked yet`);
  }
}
