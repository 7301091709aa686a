import { describe, expect, it } from 'vitest';
import { needsNetwork } from '../../../main/labs/offline/network';

describe('a command', () => {
  it.each([
    'apt-get update',
    'apt-get -y install curl',
    '/usr/bin/apt install x',
    'apk add --no-cache curl',
    'pip install flask',
    'npm install',
    'git clone https://github.com/a/b',
    'git clone --depth 1 git@github.com:a/b.git',
    'curl -fsSL https://get.docker.com',
    'curl -o x http://example.com:80/y',
    'wget -q https://user@example.com/y',
    'docker search nginx',
  ])('%s needs a network', (text) => {
    expect(needsNetwork(text.split(' '))).toBe(true);
  });

  it.each([
    'apt-get --version',
    'apt list',
    'apt-get install ./x.deb',
    'pip install --no-index x',
    'npm --version',
    'git clone /srv/repository',
    'git status',
    'git clone http://node1:3000/a',
    'curl node1:8080',
    'curl http://node2:8080/',
    'curl http://localhost',
    'curl http://10.0.0.3:80',
    'curl http://vote/',
    'curl http://node1.local',
    'curl -H Host:example.com http://node1',
    'curl http://\u0000:80',
    'wget -qO- http://127.0.0.1:8080',
    'echo https://example.com',
    'docker ps',
  ])('%s needs none', (text) => {
    expect(needsNetwork(text.split(' '))).toBe(false);
  });
});
