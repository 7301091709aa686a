// Code that wraps where it must, each line's rest indented below it, so that a wrapped line is seen to be one.
import './code.css';
import type { ReactElement } from 'react';
import { indentOf } from './text';

/** Columns by which a wrapped line's rest stands further in than its beginning. */
const hang = 2;

export function CodeLines({ code }: { code: string }): ReactElement {
  return (
    <pre className="guide-lines">
      <code>
        {code.split('\n').map((line, index) => {
          const inset = `${indentOf(line) + hang}ch`;
          return (
            <span key={index} style={{ paddingLeft: inset, textIndent: `-${inset}` }}>
              {line}
            </span>
          );
        })}
      </code>
    </pre>
  );
}
