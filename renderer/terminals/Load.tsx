// What a node takes of the engine, in a few figures.
import type { ReactElement } from 'react';
import { useLanguage, useSay } from '../i18n';
import { useCluster } from '../stores/app';

/** Bytes in a megabyte and a gigabyte, as people are told sizes. */
const mega = 1e6;
const giga = 1e9;

export function Load({ node }: { node: string }): ReactElement | null {
  const say = useSay();
  const language = useLanguage();
  const load = useCluster((cluster) => cluster.load.find((each) => each.node === node));
  if (!load) return null;
  const cpu = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(
    load.cpu,
  );
  const memory = bytes(load.memory, language);
  const text = say('panes:loadMeans', { cpu, memory, limit: bytes(load.memoryLimit, language) });
  return (
    <span className="panes-load" title={text}>
      <span className="visually-hidden">{text}</span>
      <span aria-hidden>{cpu}</span>
      <span aria-hidden>{memory}</span>
    </span>
  );
}

function bytes(count: number, language: string): string {
  const isLarge = count >= giga;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: isLarge ? 'gigabyte' : 'megabyte',
    unitDisplay: 'short',
    maximumFractionDigits: isLarge ? 1 : 0,
  }).format(count / (isLarge ? giga : mega));
}
