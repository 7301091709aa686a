// The swarm's drawing: `draw` turns a state into what is to be seen, `render` puts that into the page. No network, no
// clock, no words of its own, so that the app's live map can use it as well. Types: drawing.d.ts.

/** Colours that drawing.css knows: `--service-0` … `--service-9`. */
const colourCount = 10;
/** How long a failure that was replaced stays in sight, in ms. */
const failureStays = 30_000;

const failures = new Set(['failed', 'rejected']);
const ended = new Set(['complete', 'shutdown', 'remove', 'orphaned']);
const dismissed = new Set(['shutdown', 'remove']);

export function draw(state) {
  const services = [...state.services].sort(
    (a, b) => compare(a.createdAt, b.createdAt) || compare(a.name, b.name),
  );
  const colours = chooseColours(services);
  const servicesById = new Map(services.map((service) => [service.id, service]));
  const nodesById = new Map(state.nodes.map((node) => [node.id, node]));

  const chips = visibleTasks(state)
    .map((task) => drawTask(task, servicesById.get(task.serviceId), colours, nodesById.get(task.nodeId)))
    .sort((a, b) => compare(a.service, b.service) || (a.slot ?? 0) - (b.slot ?? 0) || rank(a) - rank(b));
  const running = (serviceId) =>
    chips.filter((chip) => chip.serviceId === serviceId && chip.tone === 'running' && !chip.lastKnown).length;

  return {
    nodes: [...state.nodes]
      .sort(
        (a, b) =>
          compare(a.name, b.name) || compare(a.status === 'ready' ? 0 : 1, b.status === 'ready' ? 0 : 1),
      )
      .map((node) => ({ ...drawNode(node), tasks: chips.filter(({ nodeId }) => nodeId === node.id) })),
    waiting: chips.filter(({ nodeId }) => !nodesById.has(nodeId)),
    services: services.map((service) => ({
      key: service.id,
      name: service.name,
      colour: colours.get(service.id),
      ...splitImage(service.image),
      ports: service.ports ?? [],
      update: service.update,
      running: running(service.id),
      wanted:
        service.replicas ??
        state.tasks.filter(({ serviceId, desired }) => serviceId === service.id && desired === 'running')
          .length,
    })),
    summary: {
      nodes: state.nodes.length,
      ready: state.nodes.filter(({ status }) => status === 'ready').length,
      running: chips.filter(({ tone, lastKnown }) => tone === 'running' && !lastKnown).length,
    },
  };
}

/** What runs or shall run, and the last failure of each place while it is fresh. */
function visibleTasks({ tasks, now }) {
  const time = now ?? Math.max(0, ...tasks.map(({ stateAt }) => timeOf(stateAt)));
  const alive = tasks.filter(({ desired }) => !dismissed.has(desired));
  const fresh = tasks.filter(
    ({ desired, state, stateAt }) =>
      dismissed.has(desired) && failures.has(state) && time - timeOf(stateAt) < failureStays,
  );
  const lastOfPlace = new Map();
  for (const task of fresh) {
    const place = `${task.serviceId} ${task.slot ?? task.nodeId}`;
    const before = lastOfPlace.get(place);
    const last = before && timeOf(before.stateAt) > timeOf(task.stateAt) ? before : task;
    lastOfPlace.set(place, { ...last, times: (before?.times ?? 0) + 1 });
  }
  return [...alive, ...lastOfPlace.values()];
}

function drawTask(task, service, colours, node) {
  const name = service?.name ?? task.serviceId;
  return {
    key: task.id,
    label: task.slot ? `${name}.${task.slot}` : name,
    service: name,
    serviceId: task.serviceId,
    slot: task.slot,
    nodeId: task.nodeId,
    colour: colours.get(task.serviceId) ?? 0,
    ...splitImage(task.image),
    outdated: service !== undefined && service.image !== task.image,
    state: task.state,
    tone: toneOf(task.state),
    error: failures.has(task.state) || task.error ? (task.error ?? '') : undefined,
    times: task.times ?? 1,
    containerId: task.containerId?.slice(0, 12),
    // A node that is away cannot tell; what is shown of it is what it said last.
    lastKnown: node !== undefined && node.status !== 'ready',
  };
}

function drawNode(node) {
  return {
    key: node.id,
    name: node.name,
    address: node.address,
    role: node.leader ? 'leader' : node.role,
    availability: node.availability,
    status: node.status,
    unreachable: node.reachability === 'unreachable',
    engine: node.engine,
  };
}

function toneOf(state) {
  if (state === 'running') return 'running';
  if (failures.has(state)) return 'failed';
  return ended.has(state) ? 'ended' : 'coming';
}

/** A name's own colour, or the next free one: services that came first keep theirs. */
function chooseColours(services) {
  const colours = new Map();
  const taken = new Set();
  for (const { id, name } of services) {
    let colour = hash(name) % colourCount;
    for (let tries = 0; taken.has(colour) && tries < colourCount; tries++)
      colour = (colour + 1) % colourCount;
    taken.add(colour);
    colours.set(id, colour);
  }
  return colours;
}

/** FNV-1a, 32 bits. */
function hash(text) {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0), 0x01000193) >>> 0;
  return value;
}

/** `registry:5000/a/b:tag@sha256:…` is the repository `registry:5000/a/b` and the tag `tag`. */
export function splitImage(image) {
  const plain = (image ?? '').split('@')[0];
  const colon = plain.lastIndexOf(':');
  const hasTag = colon > plain.lastIndexOf('/');
  return hasTag
    ? { repository: plain.slice(0, colon), tag: plain.slice(colon + 1) }
    : { repository: plain, tag: plain && 'latest' };
}

function timeOf(stateAt) {
  return typeof stateAt === 'number' ? stateAt : Date.parse(stateAt ?? '') || 0;
}

/** Failures stand behind what replaced them. */
function rank({ tone }) {
  return tone === 'failed' ? 1 : 0;
}

const order = new Intl.Collator('en', { numeric: true });

function compare(a = '', b = '') {
  return order.compare(String(a), String(b));
}

// ---- The renderer: keeps the elements of what stayed, so that only what changed moves. Data goes in as text only. ----

export function render(view, root, say) {
  root.classList.add('drawing');
  const bar = part(root, 'ul', 'services');
  keep(bar, view.services, 'li', (item, service) => renderService(item, service, say));
  part(bar.parentNode, 'p', 'no-service', view.services.length ? undefined : say('empty.services'));
  part(root, 'p', 'summary', `${say('summary.nodes', view.summary)} · ${say('summary.tasks', view.summary)}`);

  const waiting = part(root, 'section', 'waiting');
  waiting.hidden = view.waiting.length === 0;
  part(waiting, 'h2', 'name', say('title.waiting'));
  keep(part(waiting, 'ul', 'tasks'), view.waiting, 'li', (item, task) => renderTask(item, task, say));

  keep(part(root, 'div', 'nodes'), view.nodes, 'section', (card, node) => renderNode(card, node, say));
}

function renderService(item, service, say) {
  mark(item, 'service', {
    service: service.name,
    colour: service.colour,
    complete: service.running >= service.wanted,
  });
  part(item, 'strong', 'name', service.name);
  part(item, 'span', 'count', say('service.running', service));
  renderImage(item, service);
  part(
    item,
    'span',
    'ports',
    service.ports.length ? service.ports.map((port) => `:${port}`).join(' ') : undefined,
  );
  const told = service.update && service.update !== 'completed';
  part(item, 'span', 'update', told ? say(`update.${service.update}`) : undefined);
}

function renderNode(card, node, say) {
  mark(card, 'node', {
    node: node.name,
    role: node.role,
    status: node.status,
    availability: node.availability,
  });
  const head = part(card, 'header', 'head');
  part(head, 'h2', 'name', node.name);
  part(head, 'span', 'role', say(`role.${node.role}`));
  const facts = part(card, 'p', 'facts');
  part(facts, 'span', 'status', say(`status.${node.status}`));
  part(facts, 'span', 'availability', say(`availability.${node.availability}`));
  part(facts, 'span', 'reachability', node.unreachable ? say('reachability.unreachable') : undefined);
  part(facts, 'span', 'address', node.address && node.address !== '0.0.0.0' ? node.address : undefined);
  const isAway = node.status !== 'ready' && node.tasks.length > 0;
  part(card, 'p', 'last-known', isAway ? say('title.lastKnown') : undefined);
  keep(part(card, 'ul', 'tasks'), node.tasks, 'li', (item, task) => renderTask(item, task, say));
  part(card, 'p', 'empty', node.tasks.length === 0 ? say('empty.tasks') : undefined);
}

function renderTask(item, task, say) {
  mark(item, 'task', {
    service: task.service,
    slot: task.slot,
    state: task.state,
    tone: task.tone,
    container: task.containerId,
    colour: task.colour,
    outdated: task.outdated || undefined,
    lastKnown: task.lastKnown || undefined,
  });
  part(item, 'strong', 'name', task.label);
  const state = part(item, 'span', 'state', say(`state.${task.state}`));
  state.title = task.state;
  renderImage(item, task);
  part(item, 'code', 'container', task.containerId);
  part(item, 'p', 'error', task.error || undefined);
  part(item, 'span', 'times', task.times > 1 ? say('label.times', task) : undefined);
}

function renderImage(item, { repository, tag }) {
  const image = part(item, 'span', 'image');
  image.title = `${repository}:${tag}`;
  part(image, 'span', 'repository', repository);
  part(image, 'span', 'tag', `:${tag}`);
}

/** The one child of this class, made where it is missing; with a text given, its text; hidden where that is undefined. */
function part(parent, tag, className, ...texts) {
  let child = [...parent.children].find((candidate) => candidate.classList.contains(className));
  if (!child) {
    child = parent.ownerDocument.createElement(tag);
    child.className = className;
    parent.append(child);
  }
  if (texts.length > 0) {
    const text = texts[0];
    child.hidden = text === undefined;
    if (child.textContent !== (text ?? '')) child.textContent = text ?? '';
  }
  return child;
}

/** Children of `parent` as in `items`, by key: gone ones leave, new ones are made, none of the others is moved in vain. */
function keep(parent, items, tag, update) {
  const wanted = new Set(items.map(({ key }) => key));
  const known = new Map();
  for (const child of [...parent.children]) {
    if (wanted.has(child.dataset.key)) known.set(child.dataset.key, child);
    // First of all: an element that has to jump over a gone one would play its entrance again.
    else child.remove();
  }
  let place = parent.firstElementChild;
  for (const item of items) {
    const child = known.get(item.key) ?? parent.ownerDocument.createElement(tag);
    child.dataset.key = item.key;
    update(child, item);
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
  }
}

function mark(element, className, data) {
  element.classList.add(className);
  for (const [name, value] of Object.entries(data)) {
    if (value === undefined) delete element.dataset[name];
    else element.dataset[name] = String(value);
  }
}
