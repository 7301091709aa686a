// The window: the top bar, what has to be said, and below it the lab, or the library in its place.
import './shell.css';
import type { ReactElement } from 'react';
import { DropZone } from '../library/drop/DropZone';
import { Library } from '../library/Library';
import { OpeningNote } from '../library/OpeningNote';
import { useView } from '../stores/view';
import { useAppearance } from './appearance';
import { Dialogs } from './Dialogs';
import { useKeyboard } from './keyboard';
import { LabView } from './LabView';
import { Leftovers, Message } from './lab/Notices';
import { TopBar } from './TopBar';

export function App(): ReactElement {
  useAppearance();
  useKeyboard();
  const isLibrary = useView((view) => view.isLibrary);
  return (
    <div className="shell">
      <TopBar />
      <Message />
      <Leftovers />
      <main className="shell-main">
        {/* Kept in its place: terminals keep their size, the browser its page. */}
        <div className="shell-lab" data-hidden={isLibrary || undefined} inert={isLibrary}>
          <LabView />
        </div>
        {isLibrary && (
          <div className="shell-library">
            <Library />
          </div>
        )}
      </main>
      <OpeningNote />
      <DropZone />
      <Dialogs />
    </div>
  );
}
