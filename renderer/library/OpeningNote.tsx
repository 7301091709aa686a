// At the window's lower edge while a lab is fetched or unpacked.
import './opening-note.css';
import { LoaderCircle } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '../i18n';
import { useOpening } from './open';

export function OpeningNote(): ReactElement | null {
  const say = useSay();
  const source = useOpening(({ underWay }) => underWay);
  if (source === undefined) return null;
  return (
    <p className="opening" role="status">
      <LoaderCircle size={16} aria-hidden />
      {say('library:opening', { source })}
    </p>
  );
}
