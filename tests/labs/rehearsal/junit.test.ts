import { describe, expect, it } from 'vitest';
import { toJUnit } from '../../../main/labs/rehearsal/junit';
import type { ActionReport, RehearsalReport, StepReport } from '../../../main/labs/rehearsal/report';

function action(status: ActionReport['status'], more: Partial<ActionReport> = {}): ActionReport {
  return { kind: 'command', line: 7, node: 'node1', text: 'docker node ls', status, seconds: 0.5, ...more };
}

function xmlOf(...steps: Partial<StepReport>[]): string {
  return toJUnit({
    lab: { id: 'swarm', title: 'Swarm', path: '/swarm' },
    engine: { kind: 'docker', endpoint: 'unix:///x', version: '26.1.5', routingMesh: 'yes' },
    startedAt: '2026-01-01T00:00:00Z',
    seconds: 3,
    status: 'passed',
    steps: steps.map((step) => ({
      id: 'one',
      title: 'Étape <1> & "2"',
      line: 1,
      status: 'passed',
      seconds: 2.5,
      actions: [],
      ...step,
    })),
  } satisfies RehearsalReport);
}

describe('the JUnit report', () => {
  it('has a suite per step and a case per action', () => {
    const check = action('passed', { kind: 'check', node: undefined, text: 'node1 leads' });
    const xml = xmlOf({ actions: [action('passed', { text: 'docker service create \\\n  vote' }), check] });
    expect(xml).toContain(
      '<testsuite name="Étape &lt;1> &amp; &quot;2&quot;" time="2.5" tests="2" failures="0"',
    );
    expect(xml).toContain(
      '<testcase classname="swarm.one" name="command node1 docker service create \\" time="0.5"/>',
    );
    expect(xml).toContain('name="check node1 leads"');
  });

  it('says why an action failed', () => {
    const xml = xmlOf({
      status: 'failed',
      actions: [action('passed'), action('failed', { detail: 'exit status 1: <no>' })],
    });
    expect(xml).toContain('tests="2" failures="1"');
    expect(xml).toContain('<failure message="exit status 1: &lt;no>"/>');
  });

  it('never counts as passed what could not be verified or was not played', () => {
    const xml = xmlOf(
      { status: 'limited', actions: [action('limited')] },
      { id: 'two', status: 'not-played' },
    );
    expect(xml.match(/<skipped\/>/g)).toHaveLength(2);
    expect(xml).toContain('tests="2" failures="0" errors="0" skipped="2"');
  });

  it('is XML whatever a command printed', () => {
    const xml = xmlOf({
      actions: [action('failed', { text: 'a\0b', detail: '\x1b[31mred\x07 \ud800 ]]>' })],
    });
    // XML 1.0 allows no other control characters, and no half of a pair.
    // eslint-disable-next-line no-control-regex
    expect(xml).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f]|\p{Surrogate}/u);
  });
});
