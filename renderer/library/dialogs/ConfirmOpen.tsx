// Another lab is opened while nodes are up: whether they are made as new for it.
import './dialogs.css';
import { FolderOpen } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useSay } from '../../i18n';
import { useCluster, useLibrary } from '../../stores/app';
import { openDialog } from '../../stores/view';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Choices } from '../../ui/Field';
import { openWith, useOpening } from '../open';

export function ConfirmOpen(): ReactElement | null {
  const say = useSay();
  const source = useOpening(({ asked }) => asked);
  const card = useLibrary(({ cards }) => cards.find((each) => each.source === source));
  const here = useCluster(({ state }) => state?.nodes.length ?? Infinity);
  const [nodes, setNodes] = useState<'keep' | 'new'>('new');
  if (source === undefined) return null;
  const close = (): void => openDialog(undefined);
  // Known of a lab that is in the library; of another one main finds out.
  const areTooFew = card !== undefined && card.terminals > here;
  return (
    <Dialog
      title={card ? say('library:confirmTitle', { title: card.title }) : say('library:confirmTitleNew')}
      size="small"
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{say('window:cancel')}</Button>
          <Button
            kind="primary"
            data-autofocus
            icon={<FolderOpen size={15} />}
            onClick={() => {
              close();
              void openWith(source, areTooFew ? 'new' : nodes);
            }}
          >
            {say('library:open')}
          </Button>
        </>
      }
    >
      {areTooFew ? (
        <p>{say('library:confirmTooFew', { count: card.terminals, here })}</p>
      ) : (
        <>
          <p className="confirm-open-text">{say('library:confirmText')}</p>
          <Choices
            aria-label={say('library:confirmNodes')}
            aria-describedby={undefined}
            value={nodes}
            onChange={setNodes}
            choices={[
              { value: 'new', label: say('library:nodesNew'), note: say('library:nodesNewNote') },
              { value: 'keep', label: say('library:nodesKeep'), note: say('library:nodesKeepNote') },
            ]}
          />
        </>
      )}
    </Dialog>
  );
}
