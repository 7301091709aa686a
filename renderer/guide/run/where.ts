// Where something is typed, in words.
import { useLanguage, useSay } from '../../i18n';
import { useCluster } from '../../stores/app';

/** `Terminal 1 · node1` */
export function useWhere(terminals: number[]): string {
  const say = useSay();
  const language = useLanguage();
  const nodes = useCluster(({ state }) => state?.nodes);
  if (terminals.length === 0) return say('guide:whereOutside');
  const names = terminals.map((terminal) => nodes?.[terminal - 1]?.name ?? `node${terminal}`);
  const list = new Intl.ListFormat(language).format(terminals.map(String));
  const head = say('guide:whereHead', { count: terminals.length, terminals: list });
  return `${head} · ${names.join(', ')}`;
}
