// `essaim rehearse --watch`: the lab again and again as its author saves it, on one cluster whose nodes are made new.
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { reset } from '../../cluster/reset';
import { Failure } from '../../failure/failure';
import { findPost } from '../../labs/find-post';
import { followLab } from '../../labs/follow';
import type { Lab } from '../../labs/lab';
import type { RehearsalReport } from '../../labs/rehearsal/report';
import type { OpenedSource } from '../../labs/sources/open-source';
import type { Context } from '../context';
import { nodesOf, onOwnCluster, play, readPlayable, type RehearseArguments, type Stage } from './rehearse';
import { publish } from './report';

/** Ends only by a failure: `cancelled` at Ctrl-C, with nothing left behind. */
export async function rehearseAgain(
  context: Context,
  { path, origin, name }: OpenedSource & { name: string },
  options: RehearseArguments,
): Promise<never> {
  if (origin !== 'folder' && origin !== 'post')
    throw new Failure('usage', 'authoring:watchNotLocal', { source: name });
  const post = origin === 'post' ? path : await findPost(path).catch(() => join(path, 'index.md'));
  const changes = followChanges(post, context.signal);
  const author = { context, path, post, changes, options };
  try {
    // Each turn has a cluster of its own: a lab that asks for another number of nodes gets another one.
    for (;;) {
      const lab = await untilPlayable(author);
      await onOwnCluster(context, lab, options, (stage) => playAgain(lab, stage, author));
    }
  } finally {
    changes.end();
  }
}

interface Author {
  context: Context;
  /** Folder or post, as it was given. */
  path: string;
  post: string;
  changes: Changes;
  options: RehearseArguments;
}

interface Changes {
  /** Aborts at the next change, and when the author wants to stop. */
  signal(): AbortSignal;
  /** Resolves at the next change, at once where there was one. @throws Failure `cancelled` */
  next(): Promise<void>;
  end(): void;
}

function followChanges(post: string, stop: AbortSignal): Changes {
  let unchanged = new AbortController();
  const change = (): void => unchanged.abort();
  const unfollow = followLab({ path: post }, change);
  stop.addEventListener('abort', change);
  return {
    signal: () => unchanged.signal,
    next: async () => {
      if (!unchanged.signal.aborted && !stop.aborted) await once(unchanged.signal, 'abort');
      if (stop.aborted) throw new Failure('cancelled', 'cluster:cancelled');
      unchanged = new AbortController();
    },
    end: () => {
      stop.removeEventListener('abort', change);
      unfollow();
    },
  };
}

/** Until the lab asks for another number of nodes. */
async function playAgain(first: Lab, stage: Stage, author: Author): Promise<void> {
  const { context, post, changes, options } = author;
  const { tell, say, signal, onProgress } = context;
  let { cluster } = stage;
  for (let lab = first; ;) {
    const report = await untilChanged(lab, { ...stage, cluster }, author);
    if (report) {
      await publish(report, options, context);
      tell(say('authoring:watchWaiting', { folder: dirname(post) }));
    }
    await changes.next();
    lab = await untilPlayable(author);
    if (nodesOf(lab) !== cluster.nodes.length) return;
    tell(say('authoring:watchChanged'));
    cluster = await reset(cluster, stage.call, { onProgress, signal });
    stage.replace(cluster);
  }
}

/** Undefined where a change came before the end: then the lab of before is of no interest any more. */
async function untilChanged(
  lab: Lab,
  stage: Stage,
  { context, changes }: Author,
): Promise<RehearsalReport | undefined> {
  try {
    return await play(lab, stage, context, changes.signal());
  } catch (error) {
    const isCutShort = error instanceof Failure && error.kind === 'cancelled' && !context.signal.aborted;
    if (isCutShort) return undefined;
    throw error;
  }
}

/** The lab as it is saved now; what is in the way is told, and waited for. */
async function untilPlayable({ context, path, changes }: Author): Promise<Lab> {
  const { tell, say, language } = context;
  for (;;) {
    try {
      return await readPlayable(context, path);
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'bad-input') throw error;
      tell(say('authoring:watchBroken', { sentence: error.sentence(language) }));
    }
    await changes.next();
  }
}
