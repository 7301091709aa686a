// Commands that plainly need a network: what installs, clones or fetches from elsewhere.

/** By program: the verbs that fetch. */
const installers: Record<string, RegExp> = {
  'apt-get': /^(install|update|upgrade|dist-upgrade|full-upgrade)$/,
  apt: /^(install|update|upgrade|full-upgrade)$/,
  apk: /^(add|update|upgrade)$/,
  dnf: /^(install|update|upgrade)$/,
  yum: /^(install|update|upgrade)$/,
  pip: /^(install|download)$/,
  pip3: /^(install|download)$/,
  npm: /^(install|i|ci|add)$/,
  go: /^(get|install)$/,
};

/** Whether the command cannot do its work without a network. In doubt it can: a false alarm is worse than none. */
export function needsNetwork(words: string[]): boolean {
  const [program = '', ...rest] = words;
  const name = program.replace(/^.*\//, '');
  const verbs = Object.hasOwn(installers, name) ? installers[name] : undefined;
  const isLocal = rest.some((word) => /^(--no-index|--offline|-h|--help|\.{0,2}\/\S*)$/.test(word));
  if (verbs) return !isLocal && verbs.test(rest.find((word) => !word.startsWith('-')) ?? '');
  if (name === 'git') return rest.some((word) => /^(clone|fetch|pull)$/.test(word)) && rest.some(isElsewhere);
  if (name === 'curl' || name === 'wget') return rest.some(isElsewhere);
  return name === 'docker' && rest[0] === 'search';
}

/** An address of a host that is neither a node nor a service nor this machine: one with a dot and no number. */
function isElsewhere(word: string): boolean {
  const host = /^(?:(?:https?|ftp|git|ssh):\/\/(?:[^/@]*@)?|git@)([\w.-]+)/i.exec(word)?.[1] ?? '';
  if (!host.includes('.') || /^[\d.]+$/.test(host)) return false;
  return !/^node\d|\.(local|localhost|localdomain|internal|test|lan)$/i.test(host);
}
