// Before the cluster is brought to the start of a step: what is done to it, and what stays.
import { Milestone, RotateCcw } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '../../i18n';
import { useLab } from '../../stores/app';
import { Confirm } from '../../ui/Confirm';
import { useAsked } from './asked';
import { setOut } from './set-out';

const texts = {
  go: {
    title: 'travel:windowGoTitle',
    text: 'travel:windowGoText',
    kept: 'travel:windowGoKeeps',
    action: 'travel:windowGo',
    icon: Milestone,
  },
  redo: {
    title: 'travel:windowRedoTitle',
    text: 'travel:windowRedoText',
    kept: 'travel:windowRedoKeeps',
    action: 'travel:windowRedo',
    icon: RotateCcw,
  },
} as const;

export function ConfirmTravel(): ReactElement | null {
  const say = useSay();
  const asked = useAsked((store) => store.asked);
  const steps = useLab(({ lab }) => lab.steps);
  const step = steps.find(({ id }) => id === asked?.step);
  if (!asked || !step) return null;
  const { title, text, kept, action, icon: Icon } = texts[asked.purpose];
  const values = { title: step.title };
  return (
    <Confirm
      title={say(title)}
      action={say(action)}
      icon={<Icon size={15} />}
      tone="primary"
      kept={say(kept)}
      act={() => setOut(asked.step, asked.purpose)}
      close={() => useAsked.setState({ asked: undefined })}
    >
      <p>{say(text, values)}</p>
      <ul className="confirm-losses">
        <li>{say('travel:windowReplays')}</li>
        <li>{say('travel:windowNewNodes')}</li>
      </ul>
    </Confirm>
  );
}
