// What the report says of the lab: where it stands, on which engine, what its nodes say, what is left over.
import type { Phase, Told } from '../../../preload/contract';
import { stateTable } from '../../diagnosis/state-table';
import type { Translate } from '../../i18n/i18n';
import type { Settings } from '../../settings/settings';
import type { ClusterKeeper } from '../cluster/live';

export function labLines(
  keeper: Pick<ClusterKeeper, 'phase' | 'live' | 'leftovers'>,
  say: Translate,
): string[] {
  const state = keeper.live()?.watch.current();
  return [
    ...phaseLines(keeper.phase(), say),
    ...(state ? [stateTable(state)] : []),
    ...keeper
      .leftovers()
      .map(({ name, parts }) => say('window:reportLeftover', { name, parts: parts.join(', ') })),
  ];
}

function phaseLines(phase: Phase, say: Translate): string[] {
  const line = say('window:reportPhase', { phase: phase.kind });
  switch (phase.kind) {
    case 'down':
      return [line, ...(phase.failure ? failureLines(phase.failure, say) : [])];
    case 'lost':
      return [line, ...failureLines(phase.failure, say)];
    case 'starting':
    case 'resetting':
    case 'stopping':
      return [
        `${line}, ${Math.round(phase.done * 100)} %`,
        ...phase.steps.map(({ state, text, values }) => `  [${state}] ${say(text, values)}`),
      ];
    case 'up': {
      const { kind, endpoint, version, why, routingMesh } = phase.engine;
      const reason = say(why.text, why.values);
      return [
        line,
        say('window:reportEngine', { kind, endpoint, version, why: reason }),
        say('window:reportMesh', { answer: routingMesh.kind }),
      ];
    }
  }
}

function failureLines({ text, values, cause }: Told, say: Translate): string[] {
  return [
    say('window:reportFailure', { sentence: say(text, values) }),
    ...(cause ? [say('window:reportCause', { cause })] : []),
  ];
}

export function settingLines(settings: Settings): string[] {
  return Object.entries(settings).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
}
