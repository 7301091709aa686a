// A sentence that has to be said across a part of the window, with what can be done about it.
import './notice.css';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

interface NoticeProps {
  tone: 'bad' | 'busy' | 'plain';
  /** An alert is read out at once, a status when there is a pause. */
  role: 'alert' | 'status';
  actions?: ReactNode;
  children: ReactNode;
}

const icons = { bad: CircleAlert, busy: TriangleAlert, plain: Info };

export function Notice({ tone, role, actions, children }: NoticeProps): ReactElement {
  const Icon = icons[tone];
  return (
    <div className="notice" data-tone={tone}>
      <Icon size={18} className="notice-icon" aria-hidden />
      <div className="notice-text" role={role}>
        {children}
      </div>
      {actions && <div className="notice-actions">{actions}</div>}
    </div>
  );
}
