// What a docker command needs of images: those it takes, and those it makes.
import { isAbsent } from './words';

export interface DockerUse {
  /** Image references as they are written. */
  takes: string[];
  makes: string[];
  /** What it runs inside of a container: `apk add curl`. */
  runs: string[];
}

const nothing: DockerUse = { takes: [], makes: [], runs: [] };

/** `words` begin with `docker`. */
export function dockerUse(words: string[]): DockerUse {
  const [, ...operands] = operandsOf(words, global);
  const [verb = '', ...rest] = operands;
  if (groups.includes(verb)) return useOf(`${verb} ${rest[0] ?? ''}`, rest.slice(1));
  return useOf(aliases[verb] ?? verb, rest);
}

/** Groups of the docker CLI whose verbs matter here. */
const groups = ['container', 'image', 'service', 'stack', 'buildx', 'builder', 'compose'];
/** Short forms of old. */
const aliases: Record<string, string> = {
  run: 'container run',
  create: 'container create',
  exec: 'container exec',
  commit: 'container commit',
  pull: 'image pull',
  build: 'image build',
  tag: 'image tag',
};

/**
 * Options without a value, for each command; all others take one. The few are listed rather than the many, and one that
 * is unknown here hides an image at worst: a warning less, never a false one.
 */
const global = ['D', 'debug', 'tls', 'tlsverify', 'v', 'version', 'help'];
const common = ['d', 'detach', 'q', 'quiet', 'help', 'init', 'no-healthcheck', 'read-only', 't', 'tty'];
const ofRun = [
  ...['i', 'interactive', 'P', 'publish-all', 'rm', 'privileged', 'oom-kill-disable', 'sig-proxy'],
  ...['disable-content-trust', 'use-api-socket'],
];
const ofService = ['no-resolve-image', 'with-registry-auth', 'force', 'rollback', 'insecure'];
const ofBuild = [
  ...['no-cache', 'pull', 'rm', 'force-rm', 'squash', 'compress', 'load', 'push', 'check', 'D', 'debug'],
  ...['q', 'quiet', 'disable-content-trust', 'stream', 'help'],
];
const flags: Record<string, string[]> = {
  'container run': [...common, ...ofRun],
  'container create': [...common, ...ofRun],
  'container exec': [...common, 'i', 'interactive', 'privileged'],
  'container commit': ['p', 'pause', 'help'],
  'image pull': ['a', 'all-tags', 'q', 'quiet', 'disable-content-trust', 'help'],
  'service create': [...common, ...ofService],
  'service update': [...common, ...ofService],
  'image build': ofBuild,
  'buildx build': ofBuild,
  'builder build': ofBuild,
  'image tag': ['help'],
};

function useOf(command: string, words: string[]): DockerUse {
  const known = flags[command];
  if (!known) return nothing;
  const options: Option[] = [];
  const operands = operandsOf(
    words,
    known,
    options,
    /^(container (run|create|exec)|service create)$/.test(command),
  );
  const [first, second] = operands;
  const valuesOf = (...names: string[]): string[] =>
    options.flatMap(({ name, value }) => (names.includes(name) ? [value] : []));
  switch (command) {
    case 'container run':
    case 'container create':
    case 'service create':
      return { takes: listOf(first), makes: [], runs: operands.slice(1) };
    case 'container exec':
      return { takes: [], makes: [], runs: operands.slice(1) };
    case 'image pull':
      return { takes: listOf(first), makes: [], runs: [] };
    case 'service update':
      return { takes: valuesOf('image'), makes: [], runs: [] };
    case 'container commit':
    case 'image tag':
      return { takes: [], makes: listOf(second), runs: [] };
    default:
      return { takes: [], makes: valuesOf('t', 'tag'), runs: [] };
  }
}

function listOf(word: string | undefined): string[] {
  return word === undefined || isAbsent(word) ? [] : [word];
}

interface Option {
  name: string;
  value: string;
}

/** What is no option, in order; `stops`: after the first of them everything is (as for a container's command). */
function operandsOf(words: string[], known: string[], options: Option[] = [], stops = false): string[] {
  const operands: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') return [...operands, ...words.slice(at + 1)];
    if (!word.startsWith('-') || word === '-') {
      operands.push(word);
      // The global options end at the verb, which is the second word: docker itself is the first.
      if (stops || (known === global && operands.length === 2)) return [...operands, ...words.slice(at + 1)];
      continue;
    }
    const { name, value } = optionOf(word, known);
    if (value !== undefined) options.push({ name, value });
    else if (name !== '') {
      at += 1;
      options.push({ name, value: words[at] ?? '' });
    }
  }
  return operands;
}

/** Name and attached value; no value where the next word is it; no name where it takes none. */
function optionOf(word: string, known: string[]): { name: string; value: string | undefined } {
  const long = /^--([^=]+)(?:=(.*))?$/s.exec(word);
  if (long) {
    const [, name = '', value] = long;
    return { name: value === undefined && known.includes(name) ? '' : name, value };
  }
  // `-itp 80:80`: letters without a value until the first that takes one.
  const letters = word.slice(1).split('');
  const at = letters.findIndex((letter) => !known.includes(letter));
  if (at < 0) return { name: '', value: undefined };
  const attached = letters.slice(at + 1).join('');
  return { name: letters[at] ?? '', value: attached === '' ? undefined : attached.replace(/^=/, '') };
}
