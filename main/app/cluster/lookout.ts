// Notices within a second that the engine or a part of the cluster has gone: events say when to look, looking tells what is.
import type { ClusterNode } from '../../cluster/cluster';
import { labels, ofCluster } from '../../cluster/labels';
import { within } from '../../engine/within';
import { Failure, messageOf } from '../../failure/failure';
import type { Log } from '../../log/log';
import type { Live } from './live';
import { clusterName } from './options';
import { isGone, partName, partsOf, refuseGone } from './revive';

/** Milliseconds between looks without any event: for an engine that hangs, or a laptop that slept. */
const idlePause = 10_000;
/** Milliseconds after which an engine counts as silent: a busy one under emulation answers within 2 s. */
const answerLimit = 15_000;
/** Milliseconds before the stream of events is asked for again. */
const streamPause = 1_000;

/** Tells the first trouble, once; what it returns ends the watch. */
export function lookOut(live: Live, log: Log, onTrouble: (trouble: Failure) => void): () => void {
  const { engine } = live.cluster;
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  let end = (): void => undefined;

  const stop = (): void => {
    over = true;
    clearTimeout(timer);
    end();
  };
  const trouble = (failure: Failure): void => {
    if (over) return;
    stop();
    log.warn({ text: failure.text, cause: failure.causeText }, 'the lab is lost');
    onTrouble(failure);
  };
  const look = async (): Promise<void> => {
    clearTimeout(timer);
    try {
      const parts = await within(answerLimit, partsOf(engine, live.call));
      refuseGone(parts);
      const stopped = parts.find(({ State }) => State !== 'running');
      if (stopped) trouble(stoppedFailure(partName(stopped)));
    } catch (error) {
      trouble(isGone(error) ? error : silentFailure(live, error));
    }
    if (over) return;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), idlePause);
  };
  const listen = async (): Promise<void> => {
    try {
      const stream = (await engine.api.getEvents({
        filters: { type: ['container'], event: ['die', 'pause', 'destroy'], ...ofCluster(clusterName) },
      })) as NodeJS.ReadableStream & { destroy(): void };
      end = () => stream.destroy();
      if (over) {
        end();
        return;
      }
      const again = (): void => {
        if (over) return;
        void look();
        setTimeout(() => void (over || listen()), streamPause);
      };
      stream.once('close', again);
      stream.on('error', (error) => log.debug({ error: messageOf(error) }, 'the engine’s events end'));
      stream.on('data', (chunk: Buffer) => {
        const part = diedIn(chunk, live.cluster.nodes);
        // It may have been started again already, but nobody's connections to it live on.
        if (part) trouble(stoppedFailure(part));
        else void look();
      });
    } catch (error) {
      if (!over) trouble(silentFailure(live, error));
    }
  };

  void listen();
  void look();
  return stop;
}

/** The part whose container's main process has ended, by an event of the Docker API. */
function diedIn(chunk: Buffer, nodes: ClusterNode[]): string | undefined {
  const text = chunk.toString('utf8');
  if (!/"(Action|status)":"die"/.test(text)) return undefined;
  const node = nodes.find(({ name }) => text.includes(`"${labels.node}":"${name}"`));
  return node?.name ?? 'gateway';
}

function stoppedFailure(part: string): Failure {
  return part === 'gateway'
    ? new Failure('cluster', 'cluster:gatewayStopped')
    : new Failure('cluster', 'cluster:nodeStopped', { node: part });
}

function silentFailure({ cluster }: Live, error: unknown): Failure {
  // Our own sentence around it speaks of the console's commands.
  const cause = error instanceof Failure ? error.cause : error;
  const { kind, endpoint } = cluster.engine;
  return kind === 'docker'
    ? new Failure('engine', 'cluster:engineSilent', { endpoint }, { cause })
    : new Failure('engine', 'cluster:machineSilent', {}, { cause });
}
