// What a command is expected to print: reads as output, cannot be run, folds where it is long.
import './output.css';
import { ChevronDown, ChevronUp, Maximize2 } from 'lucide-react';
import { type ReactElement, useId, useState } from 'react';
import { createPortal } from 'react-dom';
import type { OutputBlock } from '../../../preload/contract';
import { useSay } from '../../i18n';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { isTable } from './text';

/** Lines above which an output is folded, and lines of it that are seen then. */
const longest = 14;
const seen = 9;

export function Output({ block: { text } }: { block: OutputBlock }): ReactElement {
  const say = useSay();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [isLarge, setLarge] = useState(false);
  const lines = text.split('\n');
  const isLong = lines.length > longest;
  const isFolded = isLong && !isOpen;
  return (
    <figure className="guide-output" aria-labelledby={id}>
      <div className="guide-output-head">
        <figcaption id={id}>{say('guide:output')}</figcaption>
        {isTable(text) && (
          <Button
            kind="quiet"
            size="small"
            label={say('guide:outputLarge')}
            icon={<Maximize2 size={13} />}
            onClick={() => setLarge(true)}
          />
        )}
      </div>
      <pre
        tabIndex={0}
        role="group"
        aria-labelledby={id}
        data-wraps={!isTable(text) || undefined}
        data-folded={isFolded || undefined}
      >
        {isFolded ? lines.slice(0, seen).join('\n') : text}
      </pre>
      {isLong && (
        <button
          type="button"
          className="guide-output-more"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <ChevronUp size={14} /> : <ChevronDown size={14} />}
          {isOpen ? say('guide:outputFold') : say('guide:outputAll', { count: lines.length })}
        </button>
      )}
      {isLarge &&
        createPortal(
          <Dialog title={say('guide:output')} size="large" onClose={() => setLarge(false)}>
            <pre className="guide-output-large" tabIndex={0} role="group" aria-label={say('guide:output')}>
              {text}
            </pre>
          </Dialog>,
          document.body,
        )}
    </figure>
  );
}
