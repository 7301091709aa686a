// The renderer's mirror of what main holds: asked for once, kept fresh by events. One store per noun.
import { create } from 'zustand';
import type {
  AppState,
  ClusterState,
  Lab,
  LabCard,
  Leftover,
  NodeLoad,
  Phase,
  Preview,
  Progress,
  Settings,
  TerminalInfo,
  Travel,
} from '../../preload/contract';
import { api, valueOf } from '../api';

/** What does not change while the window lives. */
export const useFacts = create<Pick<AppState, 'version' | 'platform' | 'system' | 'gpu'>>(() => ({
  version: '',
  platform: 'linux',
  system: { language: 'fr', dark: false },
  gpu: false,
}));

export const useSettings = create<Settings>(() => ({}) as Settings);
export const useLab = create<{
  lab: Lab;
  /** How often it was read: its images may be others each time. */ reading: number;
}>(() => ({
  lab: undefined as unknown as Lab,
  reading: 0,
}));
export const useLibrary = create<{ cards: LabCard[]; preview: Preview }>(() => ({
  cards: [],
  preview: { kind: 'off' },
}));
export const useProgress = create<{ progress: Progress }>(() => ({
  progress: undefined as unknown as Progress,
}));
export const useTravel = create<{ travel: Travel }>(() => ({ travel: { kind: 'none' } }));
export const useTerminals = create<{ list: TerminalInfo[] }>(() => ({ list: [] }));

interface ClusterStore {
  phase: Phase;
  /** Undefined while no cluster is up. */
  state: ClusterState | undefined;
  load: NodeLoad[];
  leftovers: Leftover[];
}

export const useCluster = create<ClusterStore>(() => ({
  phase: { kind: 'down' },
  state: undefined,
  load: [],
  leftovers: [],
}));

/** Fills the stores and keeps them fresh; before the first paint. */
export async function mirror(): Promise<void> {
  // Before the question, so that nothing falls between the two.
  api.on('settings', 'changed', (settings) => useSettings.setState(settings));
  api.on('cluster', 'phase', (phase) => useCluster.setState({ phase }));
  api.on('cluster', 'state', (state) => useCluster.setState({ state }));
  api.on('cluster', 'load', (load) => useCluster.setState({ load }));
  api.on('cluster', 'leftovers', (leftovers) => useCluster.setState({ leftovers }));
  api.on('terminals', 'list', (list) => useTerminals.setState({ list }));
  api.on('guide', 'lab', ({ lab, progress }) => {
    useProgress.setState({ progress });
    useLab.setState(({ reading }) => ({ lab, reading: reading + 1 }));
  });
  api.on('guide', 'progress', (progress) => useProgress.setState({ progress }));
  api.on('guide', 'travel', (travel) => useTravel.setState({ travel }));
  api.on('library', 'changed', (cards) => useLibrary.setState({ cards }));
  api.on('library', 'preview', (preview) => useLibrary.setState({ preview }));
  const state = await valueOf(api.app.state());
  const { version, platform, system, gpu, settings, lab, phase, cluster, leftovers, terminals, progress } =
    state;
  useFacts.setState({ version, platform, system, gpu });
  useSettings.setState(settings);
  useLab.setState({ lab });
  useLibrary.setState({ cards: state.library, preview: state.preview });
  useProgress.setState({ progress });
  useTravel.setState({ travel: state.travel });
  useTerminals.setState({ list: terminals });
  useCluster.setState({ phase, state: cluster, leftovers });
}
