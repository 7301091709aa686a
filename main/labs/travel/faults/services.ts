// How the services differ from what is expected of them, and by which of the lab's commands they would not.
import { isRunning, type ServiceState } from '../../../cluster/state';
import { checkState } from '../../checks';
import type { Expected, ServiceFacts } from '../expected/expected';
import { type FoundFault, managerTerminal, type Mend, typed } from './mend';
import { recipeOf } from './recipe';
import type { Sight } from '../sight';

export function serviceFaults(expected: Expected, sight: Sight): FoundFault[] {
  return [...expected.service].flatMap(([name, facts]) => {
    const service = sight.state.services.find((each) => each.name === name);
    return service ? differing(service, facts, expected, sight) : [missing(name, facts, expected, sight)];
  });
}

function missing(
  name: string,
  { published }: ServiceFacts,
  expected: Expected,
  { state }: Sight,
): FoundFault {
  const holder = state.services.find(({ ports }) => ports.some((port) => port.published === published));
  const fault = {
    subject: name,
    node: undefined,
    step: expected.origin.get(name),
    mends: recipeOf('service', name, expected),
  };
  return holder && published !== undefined
    ? { ...fault, text: 'travel:faultPortTaken', values: { name, port: published, holder: holder.name } }
    : { ...fault, text: 'travel:faultNoService', values: { name } };
}

function differing(
  service: ServiceState,
  facts: ServiceFacts,
  expected: Expected,
  sight: Sight,
): FoundFault[] {
  const { name } = service;
  const { state } = sight;
  const { plainUpdate, on, running, ...shape } = facts;
  const terminal = managerTerminal(state);
  const fault = (field: string, mends: Mend[], wanted: string, found: string): FoundFault => ({
    ...{ subject: `${name}.${field}`, text: 'travel:faultService', node: undefined, mends },
    values: { name, expected: wanted, found },
    step: expected.origin.get(`${name}.${field}`) ?? expected.origin.get(name),
  });
  const recipe = recipeOf('service', name, expected);
  const anew = recipe.length > 0 ? [typed(terminal, `docker service rm ${name}`), ...recipe] : [];
  const { replicas, image, update, ...fixed } = shape;
  const found: FoundFault[] = [];
  const told = (field: string, only: object, mends: Mend[]): void => {
    const result = checkState({ kind: 'service', name, ...only }, state);
    if (result.kind === 'fails') found.push(fault(field, mends, result.expected, result.found));
  };
  told('published', fixed, anew);
  if (found.length === 0 && plainUpdate && hasOwnUpdate(service))
    found.push(fault('update', anew, 'update = –', `update = ${JSON.stringify(service.update)}`));
  // Made anew it is right all in all.
  if (found.length > 0) return found;
  if (replicas !== undefined)
    told('replicas', { replicas }, [typed(terminal, `docker service scale ${name}=${replicas}`)]);
  if (update) told('update', { update }, [typed(terminal, updateCommand(name, update))]);
  if (image !== undefined && image !== service.image)
    found.push(
      fault(
        'image',
        imageMends(name, image, recipe, anew, terminal),
        `image = ${image}`,
        `image = ${service.image}`,
      ),
    );
  if (found.length > 0) return found;
  const force = [typed(terminal, `docker service update --force ${name}`)];
  if (on) told('on', { on }, emptied(name, on, sight) ?? force);
  if (found.length === 0) told('running', { running, image }, force);
  return found;
}

/** A service that was only made so far is made again; on one that was changed the image alone is. */
function imageMends(name: string, image: string, recipe: Mend[], anew: Mend[], terminal: number): Mend[] {
  if (recipe.length === 1) return anew;
  return [typed(terminal, `docker service update --image ${image} ${name}`)];
}

function hasOwnUpdate({ update }: ServiceState): boolean {
  return update !== undefined && (update.parallelism !== 1 || update.delaySeconds !== 0);
}

function updateCommand(
  name: string,
  { parallelism, delaySeconds }: NonNullable<ServiceFacts['update']>,
): string {
  const options = [
    ...(parallelism === undefined ? [] : [`--update-parallelism ${parallelism}`]),
    ...(delaySeconds === undefined ? [] : [`--update-delay ${delaySeconds}s`]),
  ];
  return `docker service update ${options.join(' ')} ${name}`;
}

/** A node that takes part and is to have no task: it was drained before. Undefined where that is not what differs. */
function emptied(name: string, on: Record<string, number>, { state }: Sight): Mend[] | undefined {
  const terminal = managerTerminal(state);
  const full = Object.keys(on).filter(
    (node) =>
      on[node] === 0 &&
      state.tasks.some((task) => task.service === name && task.node === node && isRunning(task)),
  );
  if (full.length === 0) return undefined;
  return full.flatMap((node) => {
    const back = state.nodes.find((each) => each.name === node)?.member?.availability ?? 'active';
    const drain = typed(terminal, `docker node update --availability drain ${node}`);
    return back === 'drain'
      ? []
      : [drain, typed(terminal, `docker node update --availability ${back} ${node}`)];
  });
}
