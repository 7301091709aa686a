// Changes settings: main tells the new ones, which draws them.
import type { Settings } from '../../preload/contract';
import { ask } from '../actions';
import { api } from '../api';

export function change(settings: Partial<Settings>): void {
  void ask(api.settings.change(settings));
}
