// Whichever dialog is open.
import type { ReactElement } from 'react';
import { Diagnostics } from '../settings/Diagnostics';
import { SettingsDialog } from '../settings/SettingsDialog';
import { Shortcuts } from '../settings/Shortcuts';
import { ConfirmOpen } from '../library/dialogs/ConfirmOpen';
import { OpenAddress } from '../library/dialogs/OpenAddress';
import { useView } from '../stores/view';
import { ConfirmReset, ConfirmStop } from './lab/Confirm';

const dialogs = {
  settings: SettingsDialog,
  shortcuts: Shortcuts,
  diagnostics: Diagnostics,
  'confirm-reset': ConfirmReset,
  'confirm-stop': ConfirmStop,
  'open-address': OpenAddress,
  'confirm-open': ConfirmOpen,
};

export function Dialogs(): ReactElement | null {
  const dialog = useView((view) => view.dialog);
  if (!dialog) return null;
  const Open = dialogs[dialog];
  return <Open />;
}
