// What a lab's commands do to the cluster, as far as their words tell: what they make, change and remove.
import { printedBy } from '../../captures/captures';
import { outputAfter } from '../../cue';
import type { CodeBlock, CommandBlock, Lab, Step } from '../../lab';
import { typedText } from '../../mentions';
import { simpleCommands } from './shell-words';

/** What has a name in the swarm, or on a node. */
export type NamedKind = 'service' | 'stack' | 'network' | 'secret' | 'config' | 'container';

export type Effect =
  | { kind: 'init' }
  | { kind: 'join'; role: 'manager' | 'worker' | undefined }
  | { kind: 'leave' }
  | { kind: 'node'; names: string[]; role?: 'manager' | 'worker'; availability?: string }
  | { kind: 'node-gone'; names: string[] }
  | { kind: 'made'; what: NamedKind; name: string; words: string[] }
  | { kind: 'gone'; what: NamedKind; names: string[] }
  | { kind: 'changed'; service: string; words: string[] };

export type PlayedBlock = CommandBlock | CodeBlock;

/** A block of a step that is played and that does something, with the terminals that are known beforehand. */
export interface Deed {
  block: PlayedBlock;
  effects: Effect[];
  /** Whether it does nothing but its effects. */
  isKnown: boolean;
  /** Whether it may do anything to its nodes: cut their network, stop their docker. */
  unsettles: boolean;
}

/** Those of a step in order: without what the lab shows to be refused, and what only looks and prints no captured value. */
export function deedsOf(lab: Lab, step: Step): Deed[] {
  const { blocks } = step;
  return blocks.flatMap((block, index) => {
    if (block.kind !== 'command' && (block.kind !== 'code' || !block.runs)) return [];
    const isRefused = /^\s*(docker: )?Error\b/.test(outputAfter(blocks, index)?.text ?? '');
    if (isRefused || (onlyLooks(block) && printedBy(block, step, lab).length === 0)) return [];
    const effects = effectsOf(block);
    const commands = simpleCommands(typedText(block));
    const unsettles = commands.some(([program = '']) => program !== 'docker' && !harmless.has(program));
    return [{ block, effects, unsettles, isKnown: effects.length === commands.length }];
  });
}

/** 1-based numbers of the terminals it is typed into; empty where only the cluster tells. */
export function terminalsOf(block: PlayedBlock): number[] {
  return block.kind === 'command' ? [block.terminal] : (block.runs?.terminals ?? []);
}

const looking = new Set([
  'ls',
  'ps',
  'inspect',
  'logs',
  'version',
  'info',
  'images',
  'history',
  'join-token',
]);
const plain = new Set([
  'echo',
  'hostname',
  'cat',
  'ls',
  'pwd',
  'whoami',
  'clear',
  'date',
  'uname',
  'sleep',
  'wc',
  'grep',
  'head',
  'tail',
  'sort',
  'cut',
  'test',
  'pgrep',
  'true',
]);

/** Programs that leave docker and the network alone. */
const harmless = new Set([
  ...plain,
  ...[
    'mkdir',
    'sed',
    'cd',
    'touch',
    'printf',
    'tee',
    'rm',
    'cp',
    'mv',
    'vi',
    'nano',
    'wget',
    'curl',
    'openssl',
    'for',
    'do',
    'done',
    'until',
    'while',
    'export',
  ],
]);

/** Whether it changes nothing, as far as one can be sure: nothing is written, no command is unknown. */
function onlyLooks(block: PlayedBlock): boolean {
  if (block.kind === 'code' && block.runs?.command.kind === 'swarm-join') return false;
  if (/[>`]|\$\(/.test(typedText(block))) return false;
  return simpleCommands(typedText(block)).every(([program = '', noun = '', verb = '', option]) => {
    if (program !== 'docker') return plain.has(program);
    if (noun === 'swarm' && verb === 'join-token') return option !== '--rotate';
    return looking.has(noun) || looking.has(verb);
  });
}

function effectsOf(block: PlayedBlock): Effect[] {
  if (block.kind === 'code' && block.runs?.command.kind === 'swarm-join')
    return [{ kind: 'join', role: block.runs.command.role }];
  return simpleCommands(typedText(block)).flatMap(([program, noun = '', verb = '', ...words]) =>
    program === 'docker' ? effectOf(noun, verb, words) : [],
  );
}

function effectOf(noun: string, verb: string, words: string[]): Effect[] {
  switch (noun) {
    case 'swarm':
      if (verb === 'init' || verb === 'leave') return [{ kind: verb }];
      return verb === 'join' ? [{ kind: 'join', role: roleOf(words) }] : [];
    case 'node':
      return nodeEffect(verb, words);
    case 'service':
      return serviceEffect(verb, words);
    case 'stack':
      if (verb === 'deploy' || verb === 'up') return made('stack', words.at(-1), words);
      return isRemoval(verb) ? [{ kind: 'gone', what: 'stack', names: bare(words) }] : [];
    case 'network':
    case 'secret':
    case 'config':
      if (verb === 'create')
        return made(
          noun,
          noun === 'network' ? words.at(-1) : bare(words, ['-d', '-l', '--driver'])[0],
          words,
        );
      return isRemoval(verb) ? [{ kind: 'gone', what: noun, names: bare(words) }] : [];
    case 'container':
      return containerEffect(verb, words);
    default:
      return containerEffect(noun, [verb, ...words]);
  }
}

/** By the captured token; one that was copied from elsewhere tells nothing. */
function roleOf(words: string[]): 'manager' | 'worker' | undefined {
  const text = words.join(' ');
  return text.includes('<manager-token>')
    ? 'manager'
    : text.includes('<worker-token>')
      ? 'worker'
      : undefined;
}

function nodeEffect(verb: string, words: string[]): Effect[] {
  const names = bare(words, ['--availability', '--role', '--label-add', '--label-rm']);
  if (verb === 'promote') return [{ kind: 'node', names, role: 'manager' }];
  if (verb === 'demote') return [{ kind: 'node', names, role: 'worker' }];
  if (isRemoval(verb)) return [{ kind: 'node-gone', names }];
  if (verb !== 'update') return [];
  const role = optionOf(words, '--role');
  const availability = optionOf(words, '--availability');
  return [
    {
      ...{ kind: 'node', names },
      ...(role === 'manager' || role === 'worker' ? { role } : {}),
      ...(availability ? { availability } : {}),
    },
  ];
}

function serviceEffect(verb: string, words: string[]): Effect[] {
  const last = words.at(-1) ?? '';
  if (verb === 'create') return made('service', optionOf(words, '--name'), words);
  if (isRemoval(verb)) return [{ kind: 'gone', what: 'service', names: bare(words) }];
  if (verb === 'update') return [{ kind: 'changed', service: last, words }];
  if (verb === 'rollback') return [{ kind: 'changed', service: last, words: ['--rollback'] }];
  if (verb !== 'scale') return [];
  return bare(words).flatMap((word) => {
    const [service = '', count = ''] = word.split('=');
    return [{ kind: 'changed', service, words: ['--replicas', count] }];
  });
}

function containerEffect(verb: string, words: string[]): Effect[] {
  if (verb === 'run' || verb === 'create') return made('container', optionOf(words, '--name') ?? '', words);
  return isRemoval(verb) ? [{ kind: 'gone', what: 'container', names: bare(words) }] : [];
}

function isRemoval(verb: string): boolean {
  return verb === 'rm' || verb === 'remove';
}

function made(what: NamedKind, name: string | undefined, words: string[]): Effect[] {
  return name === undefined ? [] : [{ kind: 'made', what, name, words }];
}

/** The value of `--name x` or `--name=x`; the last one counts. */
export function optionOf(words: string[], option: string): string | undefined {
  return words.reduce<string | undefined>((found, word, index) => {
    if (word === option) return words[index + 1];
    return word.startsWith(`${option}=`) ? word.slice(option.length + 1) : found;
  }, undefined);
}

/** Words that are neither options nor values of those named. */
function bare(words: string[], valued: string[] = []): string[] {
  return words.filter((word, index) => !word.startsWith('-') && !valued.includes(words[index - 1] ?? ''));
}
