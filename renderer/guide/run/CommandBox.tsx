// A command that is no block of the post: where it goes, to be copied or put into its terminal.
import './runnable.css';
import { SquareTerminal, TextCursorInput } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '../../i18n';
import { Button } from '../../ui/Button';
import { CodeLines } from '../blocks/CodeLines';
import { Copy } from '../blocks/Copy';
import { useBlocked } from './blocked';
import { insertText } from './insert-text';
import { useWhere } from './where';

interface CommandBoxProps {
  /** 1 to 7. */
  terminal: number;
  code: string;
  /** Whether it cannot be typed as it stands. */
  isTemplate?: boolean;
}

export function CommandBox({ terminal, code, isTemplate = false }: CommandBoxProps): ReactElement {
  const say = useSay();
  const blocked = useBlocked();
  const where = useWhere([terminal]);
  const name = say('guide:insert', { terminal });
  return (
    <div className="guide-run" role="group" aria-label={where}>
      <div className="guide-run-head">
        <span className="guide-run-where">
          <SquareTerminal size={15} aria-hidden />
          <span>{where}</span>
        </span>
        {!isTemplate && (
          <>
            <Copy text={() => Promise.resolve(code)} />
            <Button
              size="small"
              aria-label={name}
              title={blocked ? say(blocked) : name}
              disabled={blocked !== undefined}
              icon={<TextCursorInput size={14} />}
              onClick={() => insertText(terminal, code)}
            >
              {say('guide:insertShort')}
            </Button>
          </>
        )}
      </div>
      <CodeLines code={code} />
    </div>
  );
}
