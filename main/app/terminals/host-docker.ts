// How the docker command on the learner's own machine reaches the lab's engine.
import type { Cluster } from '../../cluster/cluster';
import { machineFolder } from '../../engine/embedded/record';

/** Variables of the docker command line; a machine of our own wants its keys, which lie beside its disk. */
export function hostDocker(
  { engine, name }: Pick<Cluster, 'engine' | 'name'>,
  machines: string,
): Record<string, string> {
  if (!engine.machine) return { DOCKER_HOST: engine.endpoint };
  return {
    DOCKER_HOST: engine.endpoint,
    DOCKER_TLS_VERIFY: '1',
    // ca.pem, cert.pem, key.pem: the names that the command line looks for.
    DOCKER_CERT_PATH: machineFolder(machines, name).keys,
  };
}
