// What only the node itself can tell: its files, and what a script finds. Ends in time, whatever the script does.
import { Writable } from 'node:stream';
import type Docker from 'dockerode';
import type { Cluster } from '../../cluster/cluster';
import { within } from '../../engine/within';
import { type CheckResult, judge } from '../checks';
import type { Expectation } from '../lab';
import { nodeOf } from './node-of';

type Of<K extends Expectation['kind']> = Extract<Expectation, { kind: K }>;

/** Seconds for a script: under emulation a command of docker takes two. */
const scriptLimit = 15;
/** Milliseconds more, for an exec to begin and end: what the script left running may hold its output open. */
const grace = 5_000;
/** Exit status of `timeout` where it ended the script. */
const timedOut = 124;
/** Bytes of an output or a file that are looked at: as of a page. */
const lookedAt = 1_000_000;
/** Characters that a difference shows. */
const shownOutput = 200;

export async function askScript(
  expected: Of<'script'>,
  cluster: Pick<Cluster, 'nodes'>,
): Promise<CheckResult> {
  const { node, run, status, prints } = expected;
  const ended = await runOn(node, ['sh', '-c', run], cluster);
  const expectedText = `${node}: ${shown(run)}`;
  if (ended.status === timedOut && status !== timedOut)
    return { kind: 'fails', expected: expectedText, found: `> ${scriptLimit} s` };
  if (ended.status !== status)
    return {
      kind: 'fails',
      expected: `${expectedText} = ${status}`,
      found: `${ended.status}: ${shown(ended.output) || '–'}`,
    };
  if (prints !== undefined && !ended.output.includes(prints))
    return { kind: 'fails', expected: `${expectedText}: “${prints}”`, found: shown(ended.output) || '–' };
  return { kind: 'holds' };
}

/** Statuses of the script below. */
const isFile = 0;
const isFolder = 3;
const isMissing = 4;
const lookAtFile = `[ -d "$1" ] && exit ${isFolder}; [ -e "$1" ] || exit ${isMissing}; head -c ${lookedAt} "$1"`;

export async function askFile(expected: Of<'file'>, cluster: Pick<Cluster, 'nodes'>): Promise<CheckResult> {
  const { node, path, exists, contains } = expected;
  const { status, output } = await runOn(node, ['sh', '-c', lookAtFile, 'sh', path], cluster);
  const isThere = status !== isMissing;
  if (isThere !== exists || contains === undefined) return judge([[`${node}:${path}`, exists, isThere]]);
  if (status === isFile && output.includes(contains)) return { kind: 'holds' };
  return {
    kind: 'fails',
    expected: `${node}:${path}: “${contains}”`,
    found: status === isFolder ? `${path}/` : shown(output) || '–',
  };
}

interface Ended {
  status: number;
  /** Standard output and standard error. */
  output: string;
}

async function runOn(node: string, command: string[], cluster: Pick<Cluster, 'nodes'>): Promise<Ended> {
  const { container } = nodeOf(node, cluster);
  const limited = ['timeout', '--kill-after=1', String(scriptLimit), ...command];
  const running = runIn(container, limited);
  try {
    return await within(scriptLimit * 1000 + grace, running.ended);
  } finally {
    running.leave();
  }
}

function runIn(container: Docker.Container, command: string[]): { ended: Promise<Ended>; leave(): void } {
  const over = new AbortController();
  const run = async (): Promise<Ended> => {
    const exec = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true });
    const stream = await exec.start({});
    over.signal.addEventListener('abort', () => stream.destroy());
    if (over.signal.aborted) stream.destroy();
    const chunks: Buffer[] = [];
    let length = 0;
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        if (length < lookedAt) chunks.push(chunk);
        length += chunk.length;
        done();
      },
    });
    (container.modem as Docker['modem']).demuxStream(stream, sink, sink);
    await new Promise<void>((resolve, reject) => {
      stream.once('end', resolve);
      stream.once('close', resolve);
      stream.once('error', reject);
    });
    const { ExitCode } = await exec.inspect();
    return { status: ExitCode ?? -1, output: Buffer.concat(chunks).toString('utf8') };
  };
  return { ended: run(), leave: () => over.abort() };
}

function shown(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, shownOutput);
}
