// The report as JUnit XML, which CI systems show: a suite per step, a case per action.
import builder from 'junit-report-builder';
import type { RehearsalReport } from './report';

export function toJUnit(report: RehearsalReport): string {
  const root = builder.newBuilder();
  for (const step of report.steps) {
    const suite = root.testSuite().name(step.title).time(step.seconds);
    if (step.status === 'not-played') suite.testCase().className(report.lab.id).name(step.title).skipped();
    for (const action of step.actions) {
      const name = [action.kind, action.node, action.text.split('\n')[0]].filter(Boolean).join(' ');
      const found = suite.testCase().className(`${report.lab.id}.${step.id}`).name(name).time(action.seconds);
      if (action.status === 'failed')
        found.failure([action.at, action.detail ?? 'failed'].filter(Boolean).join(': '));
      if (action.status === 'limited') found.skipped();
    }
  }
  return root.build();
}
