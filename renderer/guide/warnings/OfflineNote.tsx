// Below a block that needs something which is not there without a network: what it is.
import './warnings.css';
import { WifiOff } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Block, Step } from '../../../preload/contract';
import { useLanguage } from '../../i18n';
import { useLab } from '../../stores/app';
import { offlineIn } from './places';

export function OfflineNote({ step, block }: { step: Step; block: Block }): ReactElement | null {
  const language = useLanguage();
  const lab = useLab((store) => store.lab);
  // A picture says it itself, in its own place.
  if (block.kind === 'prose') return null;
  const all = new Set(offlineIn(lab, step, block).map(({ message }) => message[language]));
  if (all.size === 0) return null;
  return (
    <ul className="offline-note">
      {[...all].map((message) => (
        <li key={message}>
          <WifiOff size={14} aria-hidden />
          {message}
        </li>
      ))}
    </ul>
  );
}
