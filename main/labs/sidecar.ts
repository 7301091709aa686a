// Reads `lab.yml`: what a post lacks to be checked, rehearsed and packed.
import path from 'node:path';
import type { z } from 'zod';
import type { Failure } from '../failure/failure';
import type { Sidecar, Step, StepSidecar } from './lab';
import { applySidecar, type LabSteps } from './sidecar/apply';
import { refuseStrangers } from './sidecar/strangers';
import { sidecarSchema } from './sidecar/schema';
import { readSource, shown, valueAt, type SidecarSource } from './sidecar/source';

/** The sidecar, and the lab's steps with what it adds; a Failure of kind `bad-input` says line and column. */
export function readSidecar(text: string, file: string, lab: LabSteps): { sidecar: Sidecar; steps: Step[] } {
  const source = readSource(text, file);
  const read = sidecarSchema.safeParse(source.value);
  if (!read.success) throw faultOf(read.error.issues, source);
  const sidecar = placed(read.data, file, source);
  const steps = applySidecar(lab, sidecar, source);
  refuseStrangers({ ...lab, steps }, sidecar, source);
  return { sidecar, steps };
}

/** With the line of each check: where it fails, the author is told where it stands. */
function placed(sidecar: Sidecar, file: string, source: SidecarSource): Sidecar {
  const withLines = ([id, step]: [string, StepSidecar]): [string, StepSidecar] => [
    id,
    {
      ...step,
      checks: step.checks.map((check, index) => ({
        ...check,
        line: source.lineOf(['steps', id, 'checks', index]),
      })),
    },
  ];
  const steps = Object.fromEntries(Object.entries(sidecar.steps).map(withLines));
  return { ...sidecar, file: path.basename(file), steps };
}

function faultOf([issue]: z.core.$ZodIssue[], source: SidecarSource): Failure {
  if (!issue)
    return source.fault('labs:sidecarValue', [], { expected: 'lab.yml', found: shown(source.value) });
  if (issue.code === 'unrecognized_keys') {
    const path = [...issue.path, issue.keys[0] ?? ''];
    return source.fault('labs:sidecarUnknownKey', path, { known: issue.message }, 'key');
  }
  const found = valueAt(source.value, issue.path);
  const expected = expectedBy(issue);
  if (found === undefined) return source.fault('labs:sidecarMissing', issue.path, { expected });
  return source.fault('labs:sidecarValue', issue.path, { expected, found: shown(found) });
}

/** In words of no language: a type of YAML, a bound, the values there are. */
function expectedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    return issue.expected === 'object' || issue.expected === 'record' ? 'key: value' : issue.expected;
  }
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' | ');
  if (issue.code === 'too_big') return `≤ ${issue.maximum}`;
  if (issue.code !== 'too_small') return issue.message;
  return issue.origin === 'string' || issue.origin === 'array'
    ? `${issue.origin} (≥ 1)`
    : `≥ ${issue.minimum}`;
}
