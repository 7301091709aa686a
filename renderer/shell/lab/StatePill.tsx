// How the lab stands, in words; unfolded: which engine, why this one, and what it cannot do.
import { ChevronDown, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { EngineView, Phase } from '../../../preload/contract';
import type { TextKey, Translate } from '../../../main/i18n/i18n';
import { useSay } from '../../i18n';
import { useCluster } from '../../stores/app';
import { Popover } from '../../ui/Popover';

export function StatePill(): ReactElement {
  const say = useSay();
  const phase = useCluster((cluster) => cluster.phase);
  const word = say(wordOf(phase));
  const face = (
    <>
      <span className="pill-dot" aria-hidden />
      {word}
      {phase.kind === 'up' && <EngineWords engine={phase.engine} />}
    </>
  );
  return (
    <>
      {phase.kind === 'up' ? (
        <Popover className="pill" face={face} title={say('window:engineDetails')}>
          <EngineDetails engine={phase.engine} />
        </Popover>
      ) : (
        <span className="pill" data-phase={isFailed(phase) ? 'failed' : phase.kind}>
          {face}
        </span>
      )}
      <span role="status" className="visually-hidden">
        {say('window:labState', { state: word })}
      </span>
    </>
  );
}

const words: Record<Phase['kind'], TextKey> = {
  down: 'window:phaseDown',
  starting: 'window:phaseStarting',
  resetting: 'window:phaseResetting',
  stopping: 'window:phaseStopping',
  up: 'window:phaseUp',
  lost: 'window:phaseLost',
};

function wordOf(phase: Phase): TextKey {
  return isFailed(phase) ? 'window:phaseFailed' : words[phase.kind];
}

/** One that was cancelled did what it was told. */
function isFailed(phase: Phase): boolean {
  return phase.kind === 'down' && phase.failure !== undefined && phase.failure.kind !== 'cancelled';
}

const engineNames = { docker: 'window:engineDocker', embedded: 'window:engineEmbedded' } as const;

function EngineWords({ engine }: { engine: EngineView }): ReactElement {
  const say = useSay();
  return (
    <>
      <span className="pill-engine">{say(engineNames[engine.kind])}</span>
      {engine.routingMesh.kind === 'no' && (
        <span className="pill-lack">
          <TriangleAlert size={13} aria-hidden />
          {say('window:withoutMesh')}
        </span>
      )}
      <ChevronDown size={14} aria-hidden />
    </>
  );
}

function EngineDetails({ engine }: { engine: EngineView }): ReactElement {
  const say = useSay();
  const { why, endpoint, version, routingMesh } = engine;
  const rows: [string, string][] = [
    [say('window:engineName'), say(engineNames[engine.kind])],
    [say('window:engineWhy'), say(why.text, why.values)],
    [say('window:engineEndpoint'), endpoint],
    [say('window:engineVersion'), version],
    [say('window:engineMesh'), meshText(routingMesh, say)],
  ];
  return (
    <dl className="pill-details">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function meshText(mesh: EngineView['routingMesh'], say: Translate): string {
  if (mesh.kind === 'yes') return say('window:meshYes');
  const why = say(mesh.why.text, mesh.why.values);
  return say(mesh.kind === 'no' ? 'window:meshNo' : 'window:meshUnknown', { why });
}
