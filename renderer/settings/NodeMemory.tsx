// How much memory a node may take.
import type { ReactElement } from 'react';
import { useSay } from '../i18n';
import { useSettings } from '../stores/app';
import { Field } from '../ui/Field';
import { change } from './change';

/** MiB: below the first a node's dockerd and a lab's services do not fit. */
const sizes = [384, 512, 768, 1024, 1536, 2048, 4096];

export function NodeMemory(): ReactElement {
  const say = useSay();
  const nodeMemory = useSettings((settings) => settings.nodeMemory);
  // One that was written into the file by hand is shown, too.
  const offered = nodeMemory === null ? sizes : [...new Set([...sizes, nodeMemory])].sort((a, b) => a - b);
  return (
    <Field label={say('window:nodeMemory')} note={say('window:nodeMemoryNote')}>
      {(ids) => (
        <select
          {...ids}
          className="select"
          value={nodeMemory ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change({ nodeMemory: value === '' ? null : Number(value) })
          }
        >
          <option value="">{say('window:automatic')}</option>
          {offered.map((size) => (
            <option key={size} value={size}>
              {say('window:mebibytes', { value: size })}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
