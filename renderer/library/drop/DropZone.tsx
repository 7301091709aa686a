// While a file is dragged over the window: where to let it go, and what then happens.
import './drop.css';
import { FileDown } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { api } from '../../api';
import { useSay } from '../../i18n';
import { useView } from '../../stores/view';
import { openLab } from '../open';
import { type Dropped, judgeDrop } from './dropped';

export function DropZone(): ReactElement | null {
  const say = useSay();
  const isDragging = useDrag();
  if (!isDragging) return null;
  return (
    <div className="drop" aria-hidden>
      <div className="drop-frame">
        <FileDown size={44} strokeWidth={1.5} />
        <p className="drop-title">{say('library:dropTitle')}</p>
        <p className="drop-text">{say('library:dropText')}</p>
      </div>
    </div>
  );
}

/** Whether files are held over the window; what is let go is opened. */
function useDrag(): boolean {
  const [isDragging, setDragging] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault(); // or the page would be left for the file
      const isBusy = useView.getState().dialog !== undefined;
      if (event.dataTransfer) event.dataTransfer.dropEffect = isBusy ? 'none' : 'copy';
      setDragging(!isBusy);
    };
    const leave = (event: DragEvent): void => {
      // Out of the window, not from one element to the next.
      if (event.relatedTarget === null) setDragging(false);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDragging(false);
      if (useView.getState().dialog === undefined) take(droppedBy(event));
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  return isDragging;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

/** At once: the browser empties the list when the event is over. */
function droppedBy({ dataTransfer }: DragEvent): Dropped[] {
  return [...(dataTransfer?.items ?? [])].flatMap((item) => {
    const file = item.getAsFile();
    const isFolder = item.webkitGetAsEntry()?.isDirectory ?? false;
    return file ? [{ name: file.name, isFolder, path: api.pathOf(file) }] : [];
  });
}

function take(all: Dropped[]): void {
  const judged = judgeDrop(all);
  if (judged.kind === 'lab') void openLab(judged.path);
  else {
    const { text, values } = judged;
    useView.setState({ message: { kind: 'bad-input', text, values, cause: '' } });
  }
}
