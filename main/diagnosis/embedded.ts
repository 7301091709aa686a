// What there is to say of the embedded engine; nothing is launched for it but the trial of an accelerator.
import { mkdir, statfs } from 'node:fs/promises';
import { makePlan, type Plan } from '../engine/embedded/plan';
import { Failure } from '../failure/failure';
import type { Translate } from '../i18n/i18n';
import { type DiagnosisContext, gigabytes } from './context';

export interface EmbeddedDiagnosis {
  works: boolean;
  qemu?: { path: string; version: string };
  accelerator?: string;
  /** What QEMU said of an accelerator that this machine has and that boots nothing. */
  refusedAccelerator?: { accelerator: string; said: string };
  size?: { memory: number; cpus: number };
  ready?: 'fits' | 'refused' | 'none';
  /** Sentences: why the snapshot is refused. */
  refusals: string[];
  /** Seconds until three nodes answer, about. */
  seconds?: number;
  problems: string[];
}

/** Seconds, as measured on two cores (README): a restore, and a cold boot without and with acceleration. */
const durations = { restore: 3, emulated: 40, accelerated: 15 };
/** Bytes for the disk overlay, this laptop's own snapshot and some checkpoints. */
const leastDisk = 4e9;

export async function diagnoseEmbedded(context: DiagnosisContext): Promise<EmbeddedDiagnosis> {
  const { paths, environment, language, signal } = context;
  const { appliance, machines, cache } = paths;
  try {
    const plan = await makePlan({ appliance, machines, cache }, environment, {}, signal);
    return { ...describe(plan, context), problems: await diskProblems(context) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { works: false, refusals: [], problems: [error.sentence(language)] };
  }
}

function describe(
  { qemu, shape, trial, ready }: Plan,
  { say }: DiagnosisContext,
): Omit<EmbeddedDiagnosis, 'problems'> {
  const boot = shape.accelerator === 'tcg' ? durations.emulated : durations.accelerated;
  return {
    works: true,
    qemu: { path: qemu.path, version: qemu.version },
    accelerator: shape.accelerator,
    ...(trial &&
      !trial.works && { refusedAccelerator: { accelerator: trial.accelerator, said: trial.said } }),
    size: { memory: shape.memory, cpus: shape.cpus },
    ready: ready.snapshot ? 'fits' : ready.refusals.length > 0 ? 'refused' : 'none',
    refusals: ready.refusals.map(({ text, values }) => say(text, values)),
    seconds: ready.snapshot ? durations.restore : boot,
  };
}

async function diskProblems({ paths, say }: DiagnosisContext): Promise<string[]> {
  await mkdir(paths.data, { recursive: true });
  const { bavail, bsize } = await statfs(paths.data);
  const free = bavail * bsize;
  if (free >= leastDisk) return [];
  return [
    say('cli:problemMachineDisk', { free: gigabytes(free), folder: paths.data, least: gigabytes(leastDisk) }),
  ];
}

export function embeddedLines(diagnosis: EmbeddedDiagnosis, say: Translate): string[] {
  const { qemu, size, accelerator, refusedAccelerator, seconds = 0 } = diagnosis;
  if (!qemu || !size || accelerator === undefined) return [say('cli:doctorEmbeddedNo')];
  const acceleration =
    accelerator === 'tcg' ? say('cli:doctorEmulation') : say('cli:doctorHardware', { accelerator });
  return [
    say('cli:doctorEmbedded', { ...qemu, ...size, acceleration }),
    ...(refusedAccelerator ? [say('cli:doctorTrial', refusedAccelerator)] : []),
    say(diagnosis.ready === 'fits' ? 'cli:doctorReady' : 'cli:doctorCold', { seconds }),
    ...diagnosis.refusals.map((why) => say('cli:doctorRefused', { why })),
  ];
}
