// A sentence with code between backticks.
import type { ReactElement } from 'react';
import { inlineCode, isShort } from '../blocks/text';

export function Inline({ text }: { text: string }): ReactElement[] {
  return inlineCode(text).map((part, index) =>
    part.isCode ? (
      <code key={index} className="guide-inline-code" data-short={isShort(part.text) || undefined}>
        {part.text}
      </code>
    ) : (
      <span key={index}>{part.text}</span>
    ),
  );
}
