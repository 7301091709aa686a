import { expect, test } from 'vitest';
import { hostShellCommand, type HostShellWish } from '../../main/terminals/host-shell-command';

const wish: HostShellWish = {
  platform: 'linux',
  environment: {
    SHELL: '/bin/bash',
    PATH: '/bin',
    DOCKER_CONTEXT: 'other',
    ELECTRON_RUN_AS_NODE: '1',
    npm_config_x: '1',
  },
  integration: '/app/shell',
  docker: { DOCKER_HOST: 'unix:///run/engine.sock' },
};

test('bash gets its start-up file, the engine, and nothing of the app’s own environment', () => {
  expect(hostShellCommand(wish)).toEqual({
    file: '/bin/bash',
    args: ['--init-file', '/app/shell/host-bash.sh'],
    environment: {
      SHELL: '/bin/bash',
      PATH: '/bin',
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      DOCKER_HOST: 'unix:///run/engine.sock',
    },
  });
});

test('macOS opens login shells', () => {
  expect(hostShellCommand({ ...wish, platform: 'darwin' }).environment.ESSAIM_LOGIN).toBe('1');
  const zsh = hostShellCommand({
    ...wish,
    platform: 'darwin',
    environment: { SHELL: '/bin/zsh', ZDOTDIR: '/home/z' },
  });
  expect(zsh.args).toEqual(['-l']);
  expect(zsh.environment).toMatchObject({ ZDOTDIR: '/app/shell/zsh', ESSAIM_ZDOTDIR: '/home/z' });
});

test('another shell starts as it is; without SHELL it is sh', () => {
  expect(hostShellCommand({ ...wish, environment: { SHELL: '/usr/bin/fish' } })).toMatchObject({
    file: '/usr/bin/fish',
    args: [],
  });
  expect(hostShellCommand({ ...wish, environment: {} }).file).toBe('/bin/sh');
});

test('Windows has PowerShell, and cmd where that is gone', () => {
  const windows = { ...wish, platform: 'win32' } as const;
  expect(hostShellCommand({ ...windows, environment: { SystemRoot: 'C:\\Windows' } }).file).toBe(
    'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
  );
  expect(hostShellCommand({ ...windows, environment: { ComSpec: 'C:\\cmd.exe' } }).file).toBe('C:\\cmd.exe');
});

test('what led the docker command elsewhere gives way to the lab’s engine, and stays where there is none', () => {
  const own = { SHELL: '/bin/bash', DOCKER_HOST: 'tcp://far', DOCKER_TLS_VERIFY: '1', DOCKER_CONTEXT: 'far' };
  const lab = hostShellCommand({ ...wish, environment: own }).environment;
  expect(Object.keys(lab).filter((name) => name.startsWith('DOCKER'))).toEqual(['DOCKER_HOST']);
  expect(lab.DOCKER_HOST).toBe('unix:///run/engine.sock');
  expect(hostShellCommand({ ...wish, environment: own, docker: undefined }).environment).toMatchObject(own);
});
