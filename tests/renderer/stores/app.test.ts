// The mirror: asked for once, kept fresh by events, and nothing falls between the two.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppState } from '../../../preload/contract';
import { fakeMain, type FakeMain } from '../fake-api';

const state = {
  version: '1.2.3',
  platform: 'linux',
  system: { language: 'fr', dark: false },
  gpu: false,
  settings: { theme: 'dark' },
  lab: { id: 'labo' },
  phase: { kind: 'down' },
  cluster: undefined,
  leftovers: [{ name: 'labo', parts: ['node1'] }],
  terminals: [],
  progress: { current: 'creation' },
  library: [{ source: 'labo' }],
  preview: { kind: 'off' },
} as unknown as AppState;

let main: FakeMain;
beforeEach(() => {
  main = fakeMain(state);
  vi.resetModules();
  vi.stubGlobal('window', { essaim: main.api });
});

describe('the mirror', () => {
  it('shows what main holds once it has asked', async () => {
    const stores = await import('../../../renderer/stores/app');
    await stores.mirror();
    expect(stores.useFacts.getState().version).toBe('1.2.3');
    expect(stores.useSettings.getState().theme).toBe('dark');
    expect(stores.useCluster.getState().leftovers).toEqual(state.leftovers);
    expect(stores.useProgress.getState().progress.current).toBe('creation');
  });

  it('follows what main tells afterwards', async () => {
    const stores = await import('../../../renderer/stores/app');
    await stores.mirror();
    main.tell('cluster', 'phase', { kind: 'starting', steps: [], done: 0.5 });
    main.tell('terminals', 'list', [{ id: 'a', place: { kind: 'node', number: 1 }, main: true }]);
    expect(stores.useCluster.getState().phase).toEqual({ kind: 'starting', steps: [], done: 0.5 });
    expect(stores.useTerminals.getState().list).toHaveLength(1);
  });

  it('follows the lab, the library and the preview, and counts how often the lab was read', async () => {
    const stores = await import('../../../renderer/stores/app');
    await stores.mirror();
    expect(stores.useLibrary.getState().cards).toHaveLength(1);
    const lab = { id: 'autre' } as unknown as AppState['lab'];
    const progress = { current: 'debut' } as unknown as AppState['progress'];
    main.tell('guide', 'lab', { lab, progress });
    main.tell('guide', 'lab', { lab, progress });
    main.tell('library', 'changed', []);
    main.tell('library', 'preview', { kind: 'following', readAt: 1, failure: undefined });
    expect(stores.useLab.getState()).toEqual({ lab, reading: 2 });
    expect(stores.useProgress.getState().progress).toBe(progress);
    expect(stores.useLibrary.getState()).toEqual({
      cards: [],
      preview: { kind: 'following', readAt: 1, failure: undefined },
    });
  });

  it('rejects with what main said where the question fails', async () => {
    main.answers['app.state'] = () => {
      throw new Error('the test’s main fails');
    };
    const stores = await import('../../../renderer/stores/app');
    await expect(stores.mirror()).rejects.toThrow('the test’s main fails');
  });
});
