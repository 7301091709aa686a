// The lab that is open: the guide beside the terminals and the dock; or the guide alone, for one that runs nothing.
import { type ReactElement, useEffect, useRef } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Guide } from '../guide/Guide';
import { useSay } from '../i18n';
import { FollowBar } from '../library/FollowBar';
import { useLab } from '../stores/app';
import { showLibrary, useView } from '../stores/view';
import { paneSizes, rememberPanes } from './panes';
import { Right } from './Right';

/** Percent of the width: at 1366 pixels `docker node ls` just fits beside the guide. */
const usualSplit = [37, 63];

export function LabView(): ReactElement {
  const say = useSay();
  const path = useLab(({ lab }) => lab.path);
  const isPage = useLab(({ lab }) => lab.terminals === 0);
  const [guide = 0, right = 0] = paneSizes('window', 2) ?? usualSplit;
  useBeginning(path);
  const guideArea = (
    <section
      className="shell-guide"
      data-area="guide"
      data-page={isPage || undefined}
      aria-label={say('window:guide')}
    >
      <FollowBar />
      <div className="shell-guide-lab">
        {/* Another lab is begun afresh; the same one, read anew, goes on where it is. */}
        <Guide key={path} />
      </div>
    </section>
  );
  if (isPage) return guideArea;
  return (
    <Group
      className="shell-split"
      defaultLayout={{ guide, right }}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) rememberPanes('window', [layout.guide ?? 0, layout.right ?? 0]);
      }}
    >
      <Panel id="guide" minSize="320px">
        {guideArea}
      </Panel>
      <Separator className="shell-separator" aria-label={say('window:separatorGuide')} />
      <Panel id="right" minSize="420px">
        <Right />
      </Panel>
    </Group>
  );
}

/** Another lab begins at its title, for who hears it, and at its first terminal. */
function useBeginning(path: string): void {
  const shown = useRef(path);
  const isLibrary = useView((view) => view.isLibrary);
  useEffect(() => {
    if (shown.current === path) return;
    // Nothing in the lab can have the focus while the library covers it.
    if (isLibrary) {
      showLibrary(false);
      return;
    }
    shown.current = path;
    useView.setState({ terminal: 1 });
    document.querySelector<HTMLElement>('[data-area=guide] [data-heading]')?.focus({ preventScroll: true });
  }, [path, isLibrary]);
}
