// How a check's result reads in the report.
import type { Translate } from '../../i18n/i18n';
import type { CheckResult } from '../checks';
import type { ActionReport } from './report';

export function outcomeOf(result: CheckResult, say: Translate): Pick<ActionReport, 'status' | 'detail'> {
  switch (result.kind) {
    case 'holds':
      return { status: 'passed', detail: result.measured };
    case 'unknown':
      return { status: 'limited', detail: result.why };
    case 'fails':
      return {
        status: 'failed',
        detail: say('rehearsal:difference', { expected: result.expected, found: result.found }),
      };
  }
}
