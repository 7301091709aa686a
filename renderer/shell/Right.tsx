// The window's right side: the terminals, or what stands in for them while no lab is up, over the dock.
import { type ReactElement, useEffect } from 'react';
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels';
import { useSay } from '../i18n';
import { useCluster } from '../stores/app';
import { useView } from '../stores/view';
import { Bringing } from './lab/Bringing';
import { Dock } from './Dock';
import { Down } from './lab/Down';
import { Lost, Note } from './lab/Notices';
import { paneSizes, rememberPanes } from './panes';
import { Terminals } from '../terminals/Terminals';

/** Percent of the height that the dock takes where the learner chose nothing else. */
const usualDock = 45;
/** CSS pixels of the strip of tabs, which always shows (dock.css), and of the least dock with which something is seen. */
const strip = 32;
const leastDock = 160;

export function Right(): ReactElement {
  const say = useSay();
  const panel = useDockPanel();
  return (
    <Group
      orientation="vertical"
      className="shell-right"
      onLayoutChanged={(layout, { isUserInteraction }) => {
        // Being closed is not a size.
        if (isUserInteraction && !panel.current?.isCollapsed())
          rememberPanes('dock', [layout.terminals ?? 0, layout.dock ?? 0]);
      }}
    >
      <Panel id="terminals" minSize="120px">
        <section className="shell-terminals" data-area="terminals" aria-label={say('window:terminals')}>
          <Lab />
        </section>
      </Panel>
      <Separator className="shell-separator" aria-label={say('window:separatorDock')} />
      <Panel
        id="dock"
        panelRef={panel}
        collapsible
        collapsedSize={strip}
        defaultSize={strip}
        minSize={leastDock}
        groupResizeBehavior="preserve-relative-size"
        onResize={({ inPixels }) => {
          const isClosed = inPixels < strip + 4; // borders
          const { dock } = useView.getState();
          if (isClosed && dock) useView.setState({ dock: undefined });
          if (!isClosed && !dock) useView.setState({ dock: 'map' });
        }}
      >
        <Dock />
      </Panel>
    </Group>
  );
}

/** The terminals while there is a lab, else how it stands. */
function Lab(): ReactElement {
  const phase = useCluster((cluster) => cluster.phase);
  switch (phase.kind) {
    case 'down':
      return <Down failure={phase.failure} />;
    case 'starting':
    case 'resetting':
    case 'stopping':
      return <Bringing phase={phase} />;
    case 'up':
    case 'lost':
      return (
        <>
          {phase.kind === 'lost' && <Lost failure={phase.failure} />}
          {phase.kind === 'up' && phase.note && <Note note={phase.note} />}
          <div className="shell-screens">
            <Terminals />
          </div>
        </>
      );
  }
}

/** Opens and closes the dock's panel as the view asks. */
function useDockPanel(): ReturnType<typeof usePanelRef> {
  const panel = usePanelRef();
  const isOpen = useView((view) => view.dock !== undefined);
  useEffect(() => {
    if (!panel.current || panel.current.isCollapsed() !== isOpen) return;
    if (isOpen) panel.current.resize(`${paneSizes('dock', 2)?.[1] ?? usualDock}%`);
    else panel.current.collapse();
  }, [isOpen, panel]);
  return panel;
}
