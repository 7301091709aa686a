// Decides how the learner's own shell is started: program, arguments and environment, with the marks of OSC 133 if it can.
import { basename, join } from 'node:path';

export interface HostShellWish {
  platform: NodeJS.Platform;
  /** The app's own environment. */
  environment: NodeJS.ProcessEnv;
  /** The shell to start instead of the learner's own. */
  shell?: string;
  /** The folder with `host-bash.sh`, `bash-integration.sh` and `zsh/`: files on disk, not in an archive. */
  integration: string;
  /** What leads the docker command to an engine (`DOCKER_HOST` and its like); the learner's own where none is given. */
  docker?: Record<string, string> | undefined;
}

export interface HostShellCommand {
  file: string;
  args: string[];
  environment: Record<string, string>;
}

/** Variables of the app's own start that must not reach the learner's programs. */
const PRIVATE = /^(ELECTRON_|CHROME_|npm_|NODE_OPTIONS$|NODE_ENV$|INIT_CWD$)/;
/** Variables of the learner's own that would lead the docker command elsewhere. */
const OTHER_ENGINE = /^DOCKER_(HOST|CONTEXT|TLS|TLS_VERIFY|CERT_PATH)$/;

export function hostShellCommand(wish: HostShellWish): HostShellCommand {
  const { platform, environment, integration, docker } = wish;
  const inherited = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !PRIVATE.test(entry[0]) && !(docker && OTHER_ENGINE.test(entry[0])),
  );
  const variables: Record<string, string> = {
    ...Object.fromEntries(inherited),
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    ...docker,
  };
  if (platform === 'win32') {
    return { file: wish.shell ?? windowsShell(environment), args: [], environment: variables };
  }

  const file = wish.shell ?? (environment.SHELL || '/bin/sh');
  // macOS opens terminals with login shells, which alone set its PATH; elsewhere the desktop session is the login.
  const login = platform === 'darwin';
  switch (basename(file)) {
    case 'bash':
      if (login) variables.ESSAIM_LOGIN = '1';
      return { file, args: ['--init-file', join(integration, 'host-bash.sh')], environment: variables };
    case 'zsh':
      if (variables.ZDOTDIR !== undefined) variables.ESSAIM_ZDOTDIR = variables.ZDOTDIR;
      variables.ZDOTDIR = join(integration, 'zsh');
      return { file, args: login ? ['-l'] : [], environment: variables };
    default:
      return { file, args: login ? ['-l'] : [], environment: variables };
  }
}

/** PowerShell is part of every Windows; COMSPEC is cmd where someone took it away. */
function windowsShell(environment: NodeJS.ProcessEnv): string {
  const root = environment.SystemRoot ?? environment.SYSTEMROOT;
  return root === undefined
    ? (environment.ComSpec ?? environment.COMSPEC ?? 'cmd.exe')
    : `${root}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`;
}
