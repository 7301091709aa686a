import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  draw,
  render,
  splitImage,
  type DrawnState,
} from '../../../assets/images/visualizer/files/srv/www/drawing';
import { FakeElement } from './fake-element';
import { imageFile } from './stand-in';

type Task = DrawnState['tasks'][number];

const now = Date.parse('2026-03-01T10:00:00Z');

function task(id: string, more: Partial<Task> = {}): Task {
  const usual = { serviceId: 'vote-id', nodeId: 'n1', image: 'instavote/vote:indent', slot: 1 };
  return { id, ...usual, state: 'running', desired: 'running', stateAt: now - 60_000, ...more };
}

function state(tasks: Task[], more: Partial<DrawnState> = {}): DrawnState {
  return {
    now,
    nodes: ['node2', 'node10', 'node1'].map((name) => ({
      id: `n${name.slice(4)}`,
      name,
      role: 'manager',
      availability: 'active',
      status: 'ready',
      ...(name === 'node1' && { leader: true }),
    })),
    services: [
      {
        id: 'vote-id',
        name: 'vote',
        image: 'instavote/vote:indent',
        replicas: 2,
        createdAt: '2026-03-01T09:00:00Z',
      },
    ],
    tasks,
    ...more,
  };
}

function chips(drawn: DrawnState): string[] {
  return draw(drawn).nodes.flatMap(({ name, tasks }) => tasks.map(({ key }) => `${name}/${key}`));
}

describe('draw', () => {
  it('orders nodes by name and puts tasks on them, by service and slot', () => {
    const drawn = state([task('b', { slot: 10 }), task('a', { slot: 2 }), task('c', { nodeId: 'n2' })]);
    expect(draw(drawn).nodes.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'node1 leader',
      'node2 manager',
      'node10 manager',
    ]);
    expect(chips(drawn)).toEqual(['node1/a', 'node1/b', 'node2/c']);
  });

  it('does not change the state that it is given', () => {
    const drawn = state([task('b', { slot: 2 }), task('a')]);
    const before = structuredClone(drawn);
    draw(drawn);
    expect(drawn).toEqual(before);
  });

  it('hides what was replaced', () => {
    const gone = task('old', { state: 'shutdown', desired: 'shutdown' });
    const stopping = task('stopping', { state: 'running', desired: 'shutdown' });
    expect(chips(state([gone, stopping, task('new')]))).toEqual(['node1/new']);
  });

  it('keeps a replaced failure in sight for 30 s, with its error, behind what replaced it', () => {
    const failure = task('x', { state: 'failed', desired: 'shutdown', error: 'boom', stateAt: now - 29_000 });
    const drawn = state([failure, task('new')]);
    expect(chips(drawn)).toEqual(['node1/new', 'node1/x']);
    expect(draw(drawn).nodes[0]?.tasks[1]).toMatchObject({ tone: 'failed', state: 'failed', error: 'boom' });
    expect(chips({ ...drawn, now: now + 2_000 })).toEqual(['node1/new']);
  });

  it('shows a failure that nothing replaced however old it is', () => {
    expect(chips(state([task('x', { state: 'failed', stateAt: now - 3_600_000 })]))).toEqual(['node1/x']);
  });

  it('lets the newest failure of a place stand for the others', () => {
    const failed = [3, 1, 2].map((age) =>
      task(`x${age}`, { state: 'rejected', desired: 'shutdown', stateAt: now - age * 5_000 }),
    );
    const other = task('y', { slot: 2, state: 'rejected', desired: 'shutdown', stateAt: now });
    const shown = draw(state([...failed, other])).nodes[0]?.tasks;
    expect(shown?.map(({ key, times }) => [key, times])).toEqual([
      ['x1', 3],
      ['y', 1],
    ]);
  });

  it('takes the newest change for now where no time is given', () => {
    const drawn = state([
      task('x', { state: 'failed', desired: 'shutdown', stateAt: '2026-03-01T09:00:00Z' }),
    ]);
    delete drawn.now;
    expect(chips(drawn)).toEqual(['node1/x']);
  });

  it('puts tasks without a node aside', () => {
    const pending = task('p', { state: 'pending', error: 'no suitable node' });
    delete pending.nodeId;
    const view = draw(state([pending]));
    expect(view.waiting).toMatchObject([{ key: 'p', tone: 'coming', error: 'no suitable node' }]);
  });

  it('counts nothing as running on a node that is away', () => {
    const drawn = state([task('a'), task('b', { slot: 2, nodeId: 'n2' })]);
    for (const node of drawn.nodes) if (node.id === 'n2') node.status = 'down';
    const view = draw(drawn);
    expect(view.nodes[1]?.tasks[0]).toMatchObject({ key: 'b', lastKnown: true });
    expect(view.services[0]).toMatchObject({ running: 1, wanted: 2 });
    expect(view.summary).toEqual({ nodes: 3, ready: 2, running: 1 });
  });

  it('tells which tasks a rolling update has not come to', () => {
    const view = draw(state([task('a', { image: 'instavote/vote:latest' }), task('b', { slot: 2 })]));
    expect(view.nodes[0]?.tasks.map(({ tag, outdated }) => [tag, outdated])).toEqual([
      ['latest', true],
      ['indent', false],
    ]);
  });

  it('counts what a global service wants by its tasks', () => {
    const service = { id: 'vote-id', name: 'agent', image: 'agent', createdAt: 1 };
    const view = draw(
      state([task('a'), task('b', { nodeId: 'n2', state: 'starting' })], { services: [service] }),
    );
    expect(view.services[0]).toMatchObject({ running: 1, wanted: 2 });
  });

  it('gives every service its own colour, and keeps it when others come', () => {
    const services = Array.from({ length: 10 }, (_, index) => ({
      id: `s${index}`,
      name: `service-${index}`,
      image: 'x',
      createdAt: index,
    }));
    const colours = (count: number): number[] =>
      draw(state([], { services: services.slice(0, count) })).services.map(({ colour }) => colour);
    expect(new Set(colours(10)).size).toBe(10);
    expect(colours(10).slice(0, 4)).toEqual(colours(4));
  });
});

describe('splitImage', () => {
  it.each([
    ['instavote/vote:indent', 'instavote/vote', 'indent'],
    ['nginx', 'nginx', 'latest'],
    ['registry:5000/a/b', 'registry:5000/a/b', 'latest'],
    ['registry:5000/a/b:1.2@sha256:abcd', 'registry:5000/a/b', '1.2'],
  ])('reads %s', (image, repository, tag) => {
    expect(splitImage(image)).toEqual({ repository, tag });
  });
});

describe('render', () => {
  const say = (key: string): string => key;

  it('puts data in as text', () => {
    const root = new FakeElement('div');
    render(draw(state([task('a', { state: 'failed', error: '<img onerror=x>' })])), root, say);
    expect(root.find('error')?.textContent).toBe('<img onerror=x>');
    expect(root.find('task')?.dataset).toMatchObject({ service: 'vote', slot: '1', state: 'failed' });
  });

  it('keeps the elements of what stayed, and moves none of them', () => {
    const root = new FakeElement('div');
    const tasks = [task('a'), task('b', { slot: 2 }), task('c', { slot: 3 })];
    render(draw(state(tasks)), root, say);
    const before = root.findAll('task');
    FakeElement.moves = 0;
    render(draw(state([...tasks.slice(1), task('d', { slot: 1 })])), root, say);
    expect(root.findAll('task').map(({ dataset }) => dataset.key)).toEqual(['d', 'b', 'c']);
    root.findAll('task').forEach((element, index) => index > 0 && expect(element).toBe(before[index]));
    expect(FakeElement.moves).toBe(0);
  });

  it('takes an error away with its cause', () => {
    const root = new FakeElement('div');
    render(draw(state([task('a', { state: 'pending', error: 'no suitable node' })])), root, say);
    render(draw(state([task('a')])), root, say);
    expect(root.find('error')).toMatchObject({ hidden: true, textContent: '' });
  });
});

describe('the words', () => {
  interface Words {
    words: Record<'fr' | 'en', Record<string, string>>;
    sayIn: (language: 'fr' | 'en') => (key: string, values?: object) => string;
  }

  it('are the same in both languages, and pass on what they do not know', async () => {
    const file = pathToFileURL(imageFile('visualizer/files/srv/www/words.js')).href;
    const { words, sayIn } = (await import(file)) as Words;
    expect(Object.keys(words.en).sort()).toEqual(Object.keys(words.fr).sort());
    expect(sayIn('fr')('summary.nodes', { ready: 2, nodes: 3 })).toBe('Nœuds prêts : 2/3');
    expect(sayIn('en')('problem.docker', { message: 'no' })).toMatch(/: no$/);
    expect(sayIn('fr')('state.brand-new')).toBe('brand-new');
  });
});

describe('the colours', () => {
  const css = readFileSync(imageFile('visualizer/files/srv/www/drawing.css'), 'utf8');
  const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
  const schemes = {
    light: coloursOf(light),
    dark: { ...coloursOf(light), ...coloursOf(dark.slice(0, 1_000)) },
  };

  it.each(Object.entries(schemes))('keep text readable: %s', (_, colours) => {
    for (let index = 0; index < 10; index++) {
      const service = colours[`service-${index}`];
      if (!service) throw new Error(`no colour ${index}`);
      expect(contrast(get(colours, 'card'), service), `tag on --service-${index}`).toBeGreaterThan(4.5);
      const chip = mix(service, get(colours, 'chip'), 0.09);
      for (const text of ['ink', 'soft', 'good', 'busy', 'bad'])
        expect(contrast(get(colours, text), chip), `--${text} on --service-${index}`).toBeGreaterThan(4.5);
    }
    expect(contrast(get(colours, 'bad'), get(colours, 'bad-back'))).toBeGreaterThan(4.5);
    expect(contrast(get(colours, 'soft'), get(colours, 'card'))).toBeGreaterThan(4.5);
  });
});

type Colour = [number, number, number];

function coloursOf(css: string): Record<string, Colour> {
  const found = css.matchAll(/--([\w-]+): #([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2});/g);
  return Object.fromEntries(
    [...found].map(([, name = '', ...parts]) => [name, parts.map((part) => parseInt(part, 16)) as Colour]),
  );
}

function get(colours: Record<string, Colour>, name: string): Colour {
  const colour = colours[name];
  if (!colour) throw new Error(`drawing.css has no --${name}`);
  return colour;
}

function mix(first: Colour, second: Colour, share: number): Colour {
  return first.map((value, index) => value * share + (second[index] ?? 0) * (1 - share)) as Colour;
}

/** WCAG 2: 1 to 21. */
function contrast(first: Colour, second: Colour): number {
  const [bright = 0, dim = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
