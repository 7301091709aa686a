// The report about Essaim, this machine and the lab: to read, to copy, to save.
import './settings.css';
import { Check, Copy, Save } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { ask } from '../actions';
import { api } from '../api';
import { useSay } from '../i18n';
import { openDialog } from '../stores/view';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';

export function Diagnostics(): ReactElement {
  const say = useSay();
  const [report, setReport] = useState<string>();
  const [said, setSaid] = useState('');
  useEffect(() => {
    let isGone = false;
    void ask(api.diagnostics.report()).then((text) => {
      if (!isGone) setReport(text ?? '');
    });
    return () => {
      isGone = true;
    };
  }, []);
  const copy = async (): Promise<void> => {
    await ask(api.app.copy(report ?? ''));
    setSaid(say('window:copied'));
  };
  const save = async (): Promise<void> => {
    const file = await ask(api.diagnostics.save());
    if (file !== undefined) setSaid(say('window:saved', { file }));
  };
  return (
    <Dialog
      title={say('window:diagnostics')}
      size="large"
      onClose={() => openDialog(undefined)}
      actions={
        <>
          <span role="status" className="diagnostics-said">
            {said && <Check size={15} aria-hidden />}
            {said}
          </span>
          <Button icon={<Copy size={15} />} disabled={!report} onClick={() => void copy()}>
            {say('window:copy')}
          </Button>
          <Button kind="primary" icon={<Save size={15} />} disabled={!report} onClick={() => void save()}>
            {say('window:save')}
          </Button>
        </>
      }
    >
      <p className="diagnostics-intro">{say('window:diagnosticsIntro')}</p>
      <pre className="diagnostics-report" tabIndex={0} data-autofocus aria-label={say('window:report')}>
        {report ?? say('window:preparing')}
      </pre>
    </Dialog>
  );
}
