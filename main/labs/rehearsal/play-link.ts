// Plays one port link of the guide: opens it as the browser tab would.
import type { PortLink } from '../lab';
import { checkPage, type PageExpectation } from './check-page';
import { lookUntil } from './look-until';
import { outcomeOf } from './outcome';
import type { ActionReport } from './report';
import type { Stage } from './stage';
import { stopwatch } from './stopwatch';

export async function playLink(link: PortLink, stage: Stage): Promise<ActionReport> {
  const seconds = stopwatch();
  const node = stage.node(link.terminal).name;
  const { port, path, line } = link;
  const expected: PageExpectation = {
    kind: 'page',
    nodes: [node],
    port,
    path,
    contains: undefined,
    distinct: undefined,
  };
  const result = await lookUntil(() => checkPage(expected, stage), stage);
  const text = `http://${node}:${port}${path}`;
  return { kind: 'link', line, text, seconds: seconds(), ...outcomeOf(result, stage.say) };
}
