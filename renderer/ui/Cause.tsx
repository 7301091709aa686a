// What lies below a failure, for who wants to know: folded away.
import './cause.css';
import type { ReactElement } from 'react';
import { useSay } from '../i18n';

export function Cause({ text }: { text: string }): ReactElement | null {
  const say = useSay();
  if (!text) return null;
  return (
    <details className="cause">
      <summary>{say('window:cause')}</summary>
      <pre tabIndex={0}>{text}</pre>
    </details>
  );
}
