// The nodes that a step of the sidecar names, each with the path of its value within the step.
import type { Expectation, StepSidecar } from '../lab';
import type { KeyPath } from './source';

export type NamedNode = [path: KeyPath, node: string];

export function nodesNamedBy({ captures, checks }: StepSidecar): NamedNode[] {
  const captured = captures.flatMap(({ from }, index): NamedNode[] => {
    if (from.kind !== 'cluster' || !('node' in from.value)) return [];
    return [[['captures', index, 'cluster', from.value.kind], from.value.node]];
  });
  const checked = checks.flatMap(({ expect }, index) =>
    nodesOf(expect).map(([path, node]): NamedNode => [
      ['checks', index, 'expect', expect.kind, ...path],
      node,
    ]),
  );
  return [...captured, ...checked];
}

function nodesOf(expect: Expectation): NamedNode[] {
  switch (expect.kind) {
    case 'node':
      return [[['name'], expect.name]];
    case 'service':
      return Object.keys(expect.on ?? {}).map((node) => [['on', node], node]);
    case 'page':
      return expect.nodes.map((node, index) => [['nodes', index], node]);
    case 'task':
      return expect.node === undefined ? [] : [[['node'], expect.node]];
    case 'network':
    case 'container':
    case 'file':
    case 'script':
      return [[['node'], expect.node]];
    case 'nodes':
    case 'rolling-update':
    case 'secret':
    case 'config':
      return [];
  }
}
