// Panes beside and below each other, with separators that the learner moves; their sizes are remembered per layout.
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { useSay } from '../i18n';
import { paneSizes, rememberPanes } from '../shell/panes';
import { gridOf } from './grid';
import { PaneView, type TitledPane } from './PaneView';

interface SplitProps {
  panes: TitledPane[];
  layout: 'rows' | 'columns';
}

export function Split({ panes, layout }: SplitProps): ReactElement {
  const rows = gridOf(panes, layout);
  const corner = rows[0]?.at(-1);
  const view = (pane: TitledPane): Part => ({
    key: pane.key,
    title: pane.title,
    content: <PaneView pane={pane} isCorner={pane === corner} />,
  });
  const lines = rows.map((row, index): Part => {
    const [first] = row;
    if (first && row.length === 1) return view(first);
    // A layout's rows have sizes of their own, under names that say how many there are.
    const name = rows.length === 1 ? 'terminalColumns' : `${layout}${panes.length}Row${index + 1}`;
    return {
      key: row.map(({ key }) => key).join(' '),
      title: row.map(({ title }) => title).join(', '),
      content: <Line name={name} orientation="horizontal" parts={row.map(view)} />,
    };
  });
  const [only] = lines;
  if (only && lines.length === 1) return <div className="panes-split">{only.content}</div>;
  const name = rows.every((row) => row.length === 1) ? 'terminalRows' : `${layout}${panes.length}Rows`;
  return (
    <div className="panes-split">
      <Line name={name} orientation="vertical" parts={lines} />
    </div>
  );
}

interface Part {
  key: string;
  title: string;
  content: ReactNode;
}

interface LineProps {
  /** Under which its sizes are remembered. */
  name: string;
  orientation: 'vertical' | 'horizontal';
  parts: Part[];
}

/** CSS pixels: a header and one line; a header's name and buttons. */
const least = { vertical: 56, horizontal: 120 };

function Line({ name, orientation, parts }: LineProps): ReactElement {
  const say = useSay();
  const sizes = paneSizes(name, parts.length);
  const layout = sizes && Object.fromEntries(parts.map(({ key }, index) => [key, sizes[index] ?? 0]));
  return (
    <Group
      // Anew where panes come or go, so that all of them share the place.
      key={`${orientation} ${parts.map(({ key }) => key).join(' ')}`}
      orientation={orientation}
      className="panes-line"
      {...(layout && { defaultLayout: layout })}
      onLayoutChanged={(changed, { isUserInteraction }) => {
        if (isUserInteraction)
          rememberPanes(
            name,
            parts.map(({ key }) => changed[key] ?? 0),
          );
      }}
    >
      {parts.map(({ key, title, content }, index) => (
        <Fragment key={key}>
          {index > 0 && (
            <Separator className="panes-separator" aria-label={say('panes:separator', { node: title })} />
          )}
          <Panel id={key} minSize={least[orientation]}>
            {content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}
