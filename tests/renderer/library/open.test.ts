// Opening a lab: at once, or after the question what becomes of the nodes.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppState, LabCard, Phase } from '../../../preload/contract';
import { fakeMain, type FakeMain } from '../fake-api';

const up = { kind: 'up' } as Phase;
const cards = [
  { source: 'ici', isOpen: true, terminals: 3 },
  { source: 'autre', isOpen: false, terminals: 3 },
  { source: 'page', isOpen: false, terminals: 0 },
] as LabCard[];

let main: FakeMain;

async function parts(phase: Phase = { kind: 'down' }) {
  const { openLab, useOpening } = await import('../../../renderer/library/open');
  const { useCluster, useLab, useLibrary } = await import('../../../renderer/stores/app');
  const { useView } = await import('../../../renderer/stores/view');
  useCluster.setState({ phase });
  useLab.setState({ lab: { terminals: 3 } as AppState['lab'] });
  useLibrary.setState({ cards });
  useView.setState({ isLibrary: true });
  return { openLab, useOpening, useView };
}
const opened = (): unknown[] =>
  main.calls.filter(({ name }) => name === 'library.open').map(({ args }) => args);

beforeEach(() => {
  main = fakeMain({} as AppState);
  vi.resetModules();
  vi.stubGlobal('window', { essaim: main.api });
});

describe('a lab', () => {
  it('is opened at once while no nodes are there, and takes the library’s place', async () => {
    const { openLab, useView } = await parts();
    await openLab('autre');
    expect(opened()).toEqual([['autre', 'keep']]);
    expect(useView.getState()).toMatchObject({ isLibrary: false, dialog: undefined });
  });

  it('is asked about where nodes are up', async () => {
    const { openLab, useOpening, useView } = await parts(up);
    await openLab('/home/zoe/labo.md');
    expect(opened()).toEqual([]);
    expect(useOpening.getState().asked).toBe('/home/zoe/labo.md');
    expect(useView.getState()).toMatchObject({ isLibrary: true, dialog: 'confirm-open' });
  });

  it('is opened at once, nodes or not, where it has none of its own', async () => {
    const { openLab } = await parts(up);
    await openLab('page');
    expect(opened()).toEqual([['page', 'keep']]);
  });

  it('that is open is only shown', async () => {
    const { openLab, useView } = await parts(up);
    await openLab('ici');
    expect(opened()).toEqual([]);
    expect(useView.getState().isLibrary).toBe(false);
  });

  it('that cannot be opened leaves the library where it is, and says why', async () => {
    const { openLab, useOpening, useView } = await parts();
    const failure = { kind: 'bad-input', text: 'window:fault', values: {}, cause: '' } as const;
    Object.assign(main.api, { library: { open: () => Promise.resolve({ ok: false, failure }) } });
    await openLab('autre');
    expect(useView.getState()).toMatchObject({ isLibrary: true, message: failure });
    expect(useOpening.getState().underWay).toBeUndefined();
  });
});
