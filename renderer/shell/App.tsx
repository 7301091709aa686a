// The window: the top bar, what has to be said, and below it the guide beside the terminals and the dock.
import './shell.css';
import type { ReactElement } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Guide } from '../guide/Guide';
import { useSay } from '../i18n';
import { useAppearance } from './appearance';
import { Dialogs } from './Dialogs';
import { useKeyboard } from './keyboard';
import { Leftovers, Message } from './lab/Notices';
import { paneSizes, rememberPanes } from './panes';
import { Right } from './Right';
import { TopBar } from './TopBar';

/** Percent of the width: at 1366 pixels `docker node ls` just fits beside the guide. */
const usualSplit = [37, 63];

export function App(): ReactElement {
  const say = useSay();
  useAppearance();
  useKeyboard();
  const [guide = 0, right = 0] = paneSizes('window', 2) ?? usualSplit;
  return (
    <div className="shell">
      <TopBar />
      <Message />
      <Leftovers />
      <main className="shell-main">
        <Group
          className="shell-split"
          defaultLayout={{ guide, right }}
          onLayoutChanged={(layout, { isUserInteraction }) => {
            if (isUserInteraction) rememberPanes('window', [layout.guide ?? 0, layout.right ?? 0]);
          }}
        >
          <Panel id="guide" minSize="320px">
            <section className="shell-guide" data-area="guide" aria-label={say('window:guide')}>
              <Guide />
            </section>
          </Panel>
          <Separator className="shell-separator" aria-label={say('window:separatorGuide')} />
          <Panel id="right" minSize="420px">
            <Right />
          </Panel>
        </Group>
      </main>
      <Dialogs />
    </div>
  );
}
