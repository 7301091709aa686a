// Code that is only shown: neutral, to be copied.
import type { ReactElement } from 'react';
import type { CodeBlock } from '../../../preload/contract';
import { useSay } from '../../i18n';
import { CodeLines } from './CodeLines';
import { Copy } from './Copy';

export function PlainCode({ block: { code, language } }: { block: CodeBlock }): ReactElement {
  const say = useSay();
  return (
    <div className="guide-plain">
      <div className="guide-plain-head">
        <span>{language ?? say('guide:code')}</span>
        <Copy text={() => Promise.resolve(code)} />
      </div>
      <CodeLines code={code} />
    </div>
  );
}
