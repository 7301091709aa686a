// Panes beside or below each other, with separators that the learner moves; their sizes are remembered per layout.
import { Fragment, type ReactElement } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { useSay } from '../i18n';
import { paneSizes, rememberPanes } from '../shell/panes';
import { PaneView, type TitledPane } from './PaneView';

/** CSS pixels: a header and one line; a header's name and buttons. */
const least = { vertical: 56, horizontal: 120 };

interface SplitProps {
  panes: TitledPane[];
  orientation: 'vertical' | 'horizontal';
}

export function Split({ panes, orientation }: SplitProps): ReactElement {
  const say = useSay();
  const name = orientation === 'vertical' ? 'terminalRows' : 'terminalColumns';
  const sizes = paneSizes(name, panes.length);
  const layout = sizes && Object.fromEntries(panes.map(({ key }, index) => [key, sizes[index] ?? 0]));
  return (
    <Group
      // Anew where panes come or go, so that all of them share the place.
      key={`${orientation} ${panes.map(({ key }) => key).join(' ')}`}
      orientation={orientation}
      className="panes-split"
      {...(layout && { defaultLayout: layout })}
      onLayoutChanged={(changed, { isUserInteraction }) => {
        if (isUserInteraction)
          rememberPanes(
            name,
            panes.map(({ key }) => changed[key] ?? 0),
          );
      }}
    >
      {panes.map((pane, index) => (
        <Fragment key={pane.key}>
          {index > 0 && (
            <Separator
              className="panes-separator"
              aria-label={say('panes:separator', { node: pane.title })}
            />
          )}
          <Panel id={pane.key} minSize={least[orientation]}>
            <PaneView pane={pane} />
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}
