// The size of the guide's or the terminals' letters.
import type { ReactElement } from 'react';
import { useSay } from '../i18n';
import { fontSizes } from '../shell/font-sizes';
import { useSettings } from '../stores/app';
import { Field, Stepper } from '../ui/Field';
import { change } from './change';

export function FontSize({ of }: { of: 'guide' | 'terminal' }): ReactElement {
  const say = useSay();
  const key = of === 'guide' ? 'guideFontSize' : 'terminalFontSize';
  const value = useSettings((settings) => settings[key]);
  return (
    <Field label={say(`window:${key}`)}>
      {(ids) => (
        <Stepper
          {...ids}
          {...fontSizes[of]}
          value={value}
          text={say('window:pixels', { value })}
          smaller={say('window:smaller')}
          larger={say('window:larger')}
          onChange={(size) => change({ [key]: size })}
        />
      )}
    </Field>
  );
}
