// A cluster that answers, with all that the parts of the app want of it; and its end.
import type { EngineView, Text } from '../../../preload/contract';
import type { Cluster } from '../../cluster/cluster';
import { type ClusterWatch, watchCluster } from '../../cluster/watch';
import type { Engine } from '../../engine/engine';
import type { Call } from '../../engine/runner';
import { checkpointsOf } from '../../labs/checkpoints/of-cluster';
import type { Live } from './live';
import type { KeeperOptions } from './options';

/** Takes the cluster over: it is closed where this fails. */
export async function makeLive(
  { paths, language, log }: KeeperOptions,
  cluster: Cluster,
  call: Call,
  viewing: EngineView | Promise<EngineView>,
): Promise<Live> {
  let watch: ClusterWatch | undefined;
  try {
    const [engine] = await Promise.all([viewing, watchCluster(cluster, log).then((made) => (watch = made))]);
    if (!watch) throw new Error('the cluster is not watched');
    const checkpoints = checkpointsOf({ paths, language: language() }, cluster, call);
    return { cluster, watch, call, engine, checkpoints };
  } catch (error) {
    watch?.dispose();
    cluster.close();
    throw error;
  }
}

/** What the window shows of an engine that has the lab's images. */
export async function viewEngine(
  { images }: KeeperOptions,
  engine: Engine,
  call: Call,
  why: Text,
): Promise<EngineView> {
  const { kind, endpoint } = engine;
  // A machine of ours has IP_VS (assets/appliance/modules); to ask for it, a container takes 10 s under emulation.
  const image = engine.machine ? undefined : (await images()).node.reference;
  const { version, routingMesh } = await call('probe', () => engine.probe(image));
  return { kind, why, endpoint, version, routingMesh: engine.machine ? { kind: 'yes' } : routingMesh };
}

/** Lets go of it: the cluster itself goes on. */
export function release({ watch, cluster }: Live): void {
  watch.dispose();
  cluster.close();
}
