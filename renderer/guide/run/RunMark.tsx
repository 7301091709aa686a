// How a block's last run went: under way, passed, or failed with what is known of it.
import { Check, CircleAlert, LoaderCircle } from 'lucide-react';
import type { ReactElement } from 'react';
import type { RunView } from '../../../preload/contract';
import type { Translate } from '../../../main/i18n/i18n';
import { useLanguage, useSay } from '../../i18n';

interface RunMarkProps {
  run: RunView | undefined;
  isMeantToFail: boolean;
}

export function RunMark({ run, isMeantToFail }: RunMarkProps): ReactElement {
  const say = useSay();
  const language = useLanguage();
  const list = new Intl.ListFormat(language).format((run?.terminals ?? []).map(String));
  const where = say('guide:where', { count: run?.terminals.length ?? 0, terminals: list });
  const tone = run?.kind;
  const Icon = tone === 'running' ? LoaderCircle : tone === 'passed' ? Check : CircleAlert;
  // Always there, so that what changes in it is read out.
  return (
    <div className="guide-mark" role="status" data-tone={tone}>
      {run && (
        <>
          <Icon size={15} aria-hidden />
          <span>{sentence(run, isMeantToFail, where, say)}</span>
        </>
      )}
    </div>
  );
}

function sentence(run: RunView, isMeantToFail: boolean, where: string, say: Translate): string {
  if (run.kind === 'running') return say('guide:running', { where });
  if (run.kind === 'passed') return say(isMeantToFail ? 'guide:runAsAnnounced' : 'guide:runPassed');
  if (run.failure) return say(run.failure.text, run.failure.values);
  const { exitStatus } = run;
  return exitStatus === undefined
    ? say('guide:runFailed', { where })
    : say('guide:runFailedStatus', { where, status: exitStatus });
}
