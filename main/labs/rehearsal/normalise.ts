// Takes out of a command's output what differs from run to run: ids, digests, tokens, addresses, times, versions.

const rules: [RegExp, string][] = [
  [/\r/g, ''],
  [/SWMTKN-1-[0-9a-z-]+/g, '<token>'],
  [/\bsha256:[0-9a-f]{64}\b/g, '<digest>'],
  [/\b[0-9a-f]{64}\b/g, '<id>'],
  // Swarm's ids: 25 characters of base 36, or their first 12 in lists; a container's short id has 12, too.
  [/\b[0-9a-z]{25}\b/g, '<id>'],
  [/\b(?=[0-9a-z]*[0-9])(?=[0-9a-z]*[a-z])[0-9a-z]{12}\b/g, '<id>'],
  [/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})/g, '<time>'],
  [/\b(about |less than )?(an?|\d+) (second|minute|hour|day|week|month)s?( ago)?\b/gi, '<ago>'],
  [/\b\d{1,3}(\.\d{1,3}){3}\b/g, '<address>'],
  // Three numbers and a suffix: 17.05.0-ce, 26.1.5+dfsg1.
  [/\b\d+\.\d+\.\d+([-+~][\w.+~-]*)?/g, '<version>'],
];

export function normalise(text: string): string {
  return rules.reduce((done, [pattern, name]) => done.replace(pattern, name), text);
}
