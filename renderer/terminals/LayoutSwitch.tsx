// Three small buttons at the area's corner: rows, columns, one at a time.
import { Columns3, Rows3, Square } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '../i18n';
import { useSettings } from '../stores/app';
import { IconButton } from './IconButton';
import { layouts, setLayout } from './layout';

const looks = {
  rows: { icon: Rows3, text: 'panes:layoutRows' },
  columns: { icon: Columns3, text: 'panes:layoutColumns' },
  one: { icon: Square, text: 'panes:layoutOne' },
} as const;

export function LayoutSwitch(): ReactElement {
  const say = useSay();
  const layout = useSettings((settings) => settings.terminalLayout);
  return (
    <div className="panes-layouts" role="group" aria-label={say('panes:layout')}>
      {layouts.map((each) => (
        <IconButton
          key={each}
          icon={looks[each].icon}
          label={say(looks[each].text)}
          isPressed={layout === each}
          onClick={() => setLayout(each)}
        />
      ))}
    </div>
  );
}
