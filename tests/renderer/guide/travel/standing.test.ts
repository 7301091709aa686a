// Where the learner stands, and what a step builds on.
import { describe, expect, it } from 'vitest';
import type { CheckView, Fault } from '../../../../preload/contract';
import { stepViews, type StepView } from '../../../../renderer/guide/steps/views';
import { isStanding, missingBefore, openBefore } from '../../../../renderer/guide/travel/standing';
import { command, lab, progress, step } from '../labs';

const done: CheckView = { kind: 'done' };
const open: CheckView = { kind: 'waiting' };

/** `read` has nothing to do; the others have a check each. */
const steps = lab(step('read'), step('a', [command(1)]), step('b', [command(2)]), step('c', [command(3)]));

function views(...ticked: string[]): StepView[] {
  const checks = Object.fromEntries(['a', 'b', 'c'].map((id) => [id, [ticked.includes(id) ? done : open]]));
  return stepViews(steps, progress({ checks }));
}

function standing(all: StepView[]): string[] {
  return all.filter((view) => isStanding(all, view)).map((view) => view.step.id);
}

function view(all: StepView[], id: string): StepView {
  const found = all.find((each) => each.step.id === id);
  if (!found) throw new Error(id);
  return found;
}

describe('the learner stands', () => {
  it('at the first step with something to do, and at what is only read before it', () => {
    expect(standing(views())).toEqual(['read', 'a']);
  });
  it('also at the step that was just done', () => {
    expect(standing(views('a'))).toEqual(['a', 'b']);
    expect(standing(views('a', 'b', 'c'))).toEqual(['c']);
  });
  it('anywhere in a lab with nothing to do', () => {
    const page = stepViews(lab(step('x'), step('y')), progress());
    expect(standing(page)).toEqual(['x', 'y']);
  });
});

describe('what a step builds on', () => {
  it('is open by the progress where something is left to do before it', () => {
    const all = views('b');
    expect(openBefore(all, view(all, 'c')).map(({ id }) => id)).toEqual(['a']);
    expect(openBefore(all, view(all, 'a'))).toEqual([]);
  });
  it('is missing by the cluster where faults name steps before it, each once and in order', () => {
    const fault = (of: string | undefined): Fault => ({
      text: 'guide:run',
      values: {},
      node: undefined,
      mend: undefined,
      step: of,
    });
    const all = views('a', 'b');
    const faults = [fault('b'), fault('a'), fault('a'), fault('c'), fault(undefined)];
    expect(missingBefore(all, view(all, 'c'), faults).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(missingBefore(all, view(all, 'b'), faults).map(({ id }) => id)).toEqual(['a']);
  });
});
