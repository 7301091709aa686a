import { describe, expect, it } from 'vitest';
import { redact } from '../../../main/app/diagnostics/redact';

const word = 'hunter2hunter2';

describe('a report without secrets', () => {
  it.each([
    `docker swarm join --token SWMTKN-1-3pu6hszjas19xyp7ghgosyx9k8atbfcr8p2is99znpy26u2lkl-${word} 10.0.0.1:2377`,
    `SWMKEY-1-${word}`,
    `tcp://ada:${word}@engine.example:2376`,
    `ssh://${word}@host`,
    `{"level":40,"password":"${word}"}`,
    `REGISTRY_TOKEN=${word}`,
    `"apiKey": "${word}"`,
    `docker login --password ${word}`,
    `Authorization: Bearer ${word}`,
    `-----BEGIN EC PRIVATE KEY-----\n${word}\n-----END EC PRIVATE KEY-----`,
  ])('does not hold the secret of %j', (text) => {
    expect(redact(text, '/home/ada')).not.toContain(word);
  });

  it('calls the home folder ~, in paths and in JSON', () => {
    expect(redact('/home/ada/.config/essaim, /srv', '/home/ada')).toBe('~/.config/essaim, /srv');
    const windows = String.raw`C:\Users\Ada`;
    const text = `${windows}\\essaim ${JSON.stringify({ file: `${windows}\\x` })}`;
    expect(redact(text, windows)).toBe(String.raw`~\essaim {"file":"~\\x"}`);
  });

  it('leaves the rest as it is', () => {
    const text =
      'Phase : up\nessaim-labo-node1 a3f5 sha256:0a1b tcp://127.0.0.1:40001\nhttp://node1:8080/ root@node1';
    expect(redact(text, '/')).toBe(text);
  });
});
