// What can be kept of the lab's progress, and the ways on from the closing page.
import { Download, FileDown, Library, RotateCcw, StepBack, Upload } from 'lucide-react';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { ask } from '../../actions';
import { api } from '../../api';
import { useSay } from '../../i18n';
import { perform } from '../../shell/commands';
import { useLab } from '../../stores/app';
import { Button } from '../../ui/Button';
import { Confirm } from '../../ui/Confirm';

export function Actions({ show }: { show: (step: string) => void }): ReactElement {
  const say = useSay();
  const first = useLab(({ lab }) => lab.steps[0]?.id) ?? '';
  const [asked, setAsked] = useState<'restart' | 'import'>();
  const [told, setTold] = useState('');
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (told !== '') line.current?.scrollIntoView({ block: 'nearest' });
  }, [told]);
  const tell = async (file: Promise<string | undefined>, text: 'window:saved' | 'guide:imported') => {
    setTold('');
    const path = await file;
    if (path !== undefined) setTold(say(text, { file: path }));
  };
  const restart = async (): Promise<void> => {
    await ask(api.guide.restart());
    show(first);
  };
  const close = (): void => setAsked(undefined);
  return (
    <div className="closing-actions">
      <div>
        <Button
          kind="primary"
          icon={<FileDown size={16} />}
          onClick={() => void tell(ask(api.guide.savePdf()), 'window:saved')}
        >
          {say('guide:savePdf')}
        </Button>
        <Button icon={<Library size={15} />} onClick={() => perform('library')}>
          {say('guide:toLibrary')}
        </Button>
      </div>
      <p ref={line} className="closing-told" role="status">
        {told}
      </p>
      <div>
        <Button
          kind="quiet"
          size="small"
          icon={<Download size={14} />}
          onClick={() => void tell(ask(api.guide.exportProgress()), 'window:saved')}
        >
          {say('guide:exportProgress')}
        </Button>
        <Button kind="quiet" size="small" icon={<Upload size={14} />} onClick={() => setAsked('import')}>
          {say('guide:importProgress')}
        </Button>
        <Button kind="quiet" size="small" icon={<StepBack size={14} />} onClick={() => show(first)}>
          {say('guide:again')}
        </Button>
        <Button kind="quiet" size="small" icon={<RotateCcw size={14} />} onClick={() => setAsked('restart')}>
          {say('guide:restart')}
        </Button>
      </div>
      {asked === 'restart' &&
        createPortal(
          <Confirm
            title={say('guide:restartTitle')}
            action={say('guide:restart')}
            icon={<RotateCcw size={15} />}
            kept={say('guide:restartKeeps')}
            act={() => void restart()}
            close={close}
          >
            <p>{say('guide:restartText')}</p>
          </Confirm>,
          document.body,
        )}
      {asked === 'import' &&
        createPortal(
          <Confirm
            title={say('guide:importTitle')}
            action={say('guide:importChoose')}
            icon={<Upload size={15} />}
            kept={say('guide:importKeeps')}
            act={() => void tell(ask(api.guide.importProgress()), 'guide:imported')}
            close={close}
          >
            <p>{say('guide:importText')}</p>
          </Confirm>,
          document.body,
        )}
    </div>
  );
}
