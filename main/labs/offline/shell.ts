// A shell text as the commands in it: enough of bash to see what is run, not to run it.

export interface ShellCommand {
  words: string[];
  /** 0-based line of the text on which it starts. */
  line: number;
  /** What its here-documents feed to it, with their first lines. */
  heredocs: { text: string; line: number }[];
}

/** Stands in a word for what only the running shell knows: `$HOME`, `$(…)`. */
export const unknownPart = '\u0000';

/** Commands in order, those of substitutions, and those given to `sh -c`, among them. */
export function commandsIn(text: string, firstLine = 0): ShellCommand[] {
  const reader = new Reader(text, firstLine);
  reader.readUntil(undefined);
  return reader.commands.flatMap((command) => [command, ...commandsOfShell(command)]);
}

function commandsOfShell({ words, line }: ShellCommand): ShellCommand[] {
  const at = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  const isShell = /^(.*\/)?(ba|da|a|z)?sh$/.test(words[0] ?? '');
  const script = words[at + 1];
  return isShell && at > 0 && script !== undefined ? commandsIn(script, line) : [];
}

interface Pending {
  command: ShellCommand;
  end: string;
  isIndented: boolean;
}

/** Reads from left to right; a word or command that is under way is kept in it. */
class Reader {
  readonly commands: ShellCommand[] = [];
  #at = 0;
  #word: string | undefined;
  #isRedirected = false;
  #command: ShellCommand | undefined;
  #pending: Pending[] = [];

  constructor(
    private readonly text: string,
    private readonly firstLine: number,
  ) {}

  /** Up to this closing character, or the end. */
  readUntil(end: ')' | '`' | undefined): void {
    while (this.#at < this.text.length) {
      const character = this.text.charAt(this.#at);
      if (character === end) break;
      this.#step(character);
    }
    this.#endCommand();
    this.#at += 1;
  }

  #step(character: string): void {
    if (character === '\\') this.#escape();
    else if (character === "'") this.#quoted();
    else if (character === '"') this.#doubleQuoted();
    else if (character === '$' || character === '`') this.#expansion();
    else if (character === '#' && this.#word === undefined) this.#at = this.#endOfLine();
    else if (character === '<' || character === '>') this.#redirect();
    else if (character === '\n') this.#newline();
    else if (/[;&|(){}]/.test(character) && !this.#isTextBrace(character)) this.#separator();
    else if (/\s/.test(character)) this.#space();
    else this.#add(character, 1);
  }

  #add(characters: string, length: number): void {
    this.#command ??= { words: [], line: this.#line(), heredocs: [] };
    this.#word = (this.#word ?? '') + characters;
    this.#at += length;
  }

  #escape(): void {
    if (this.text.charAt(this.#at + 1) === '\n') this.#at += 2;
    else this.#add(this.text.charAt(this.#at + 1), 2);
  }

  #quoted(): void {
    const close = this.text.indexOf("'", this.#at + 1);
    const end = close < 0 ? this.text.length : close;
    this.#add(this.text.slice(this.#at + 1, end), end + 1 - this.#at);
  }

  #doubleQuoted(): void {
    this.#add('', 1);
    while (this.#at < this.text.length && this.text.charAt(this.#at) !== '"') {
      const character = this.text.charAt(this.#at);
      if (character === '\\') this.#escape();
      else if (character === '$' || character === '`') this.#expansion();
      else this.#add(character, 1);
    }
    this.#at += 1;
  }

  /** What a substitution runs is among the commands; what it yields is not known. */
  #expansion(): void {
    const rest = this.text.slice(this.#at);
    const isCommand = /^(`|\$\((?!\())/.test(rest);
    if (isCommand) {
      this.#add(unknownPart, rest.startsWith('`') ? 1 : 2);
      const inner = new Reader(this.text, this.firstLine);
      inner.#at = this.#at;
      inner.readUntil(rest.startsWith('`') ? '`' : ')');
      this.#at = inner.#at;
      this.commands.push(...inner.commands);
      return;
    }
    const variable = /^\$(\{[^}]*\}?|\(\([^)]*\)*|\w+|[@*#?$!-])/.exec(rest);
    if (variable) this.#add(unknownPart, variable[0].length);
    else this.#add('$', 1);
  }

  /** Where it leads to is no argument; a here-document is kept, as files are written by it. */
  #redirect(): void {
    if (/^\d*$/.test(this.#word ?? '')) this.#word = undefined;
    this.#endWord();
    const heredoc = /^<<(-?)\s*(?:'([^'\n]*)'|"([^"\n]*)"|\\?([^\s;&|()<>'"]+))/.exec(
      this.text.slice(this.#at),
    );
    if (heredoc && !this.text.startsWith('<<<', this.#at)) {
      this.#command ??= { words: [], line: this.#line(), heredocs: [] };
      const end = heredoc[2] ?? heredoc[3] ?? heredoc[4] ?? '';
      this.#pending.push({ command: this.#command, end, isIndented: heredoc[1] === '-' });
      this.#at += heredoc[0].length;
      return;
    }
    const operator = /^[<>]+[&|]?/.exec(this.text.slice(this.#at))?.[0] ?? '';
    this.#at += operator.length;
    this.#isRedirected = true;
  }

  #newline(): void {
    this.#endCommand();
    this.#at += 1;
    for (const { command, end, isIndented } of this.#pending.splice(0)) {
      const line = this.#line();
      const lines: string[] = [];
      while (this.#at < this.text.length) {
        const written = this.text.slice(this.#at, this.#endOfLine());
        const plain = isIndented ? written.replace(/^\t+/, '') : written;
        this.#at += written.length + 1;
        if (plain === end) break;
        lines.push(plain);
      }
      command.heredocs.push({ text: lines.join('\n'), line });
    }
  }

  /** `{` and `}` group commands only where they are words of their own: `{{.ID}}` and `a{b,c}` are text. */
  #isTextBrace(character: string): boolean {
    if (character !== '{' && character !== '}') return false;
    return this.#word !== undefined || !/^(\s|;|$)/.test(this.text.slice(this.#at + 1));
  }

  #separator(): void {
    this.#endCommand();
    this.#at += 1;
  }

  #space(): void {
    this.#endWord();
    this.#at += 1;
  }

  #endWord(): void {
    if (this.#word === undefined) return;
    if (!this.#isRedirected) this.#command?.words.push(this.#word);
    this.#word = undefined;
    this.#isRedirected = false;
  }

  #endCommand(): void {
    this.#endWord();
    // With the same list of here-documents, which are only read at the line's end.
    if (this.#command) this.commands.push({ ...this.#command, words: withoutPrefix(this.#command.words) });
    this.#command = undefined;
    this.#isRedirected = false;
  }

  #line(): number {
    return this.firstLine + this.text.slice(0, this.#at).split('\n').length - 1;
  }

  #endOfLine(): number {
    const end = this.text.indexOf('\n', this.#at);
    return end < 0 ? this.text.length : end;
  }
}

const prefixes = ['sudo', 'time', 'exec', 'nohup', 'env', 'then', 'do', 'else', 'if', 'while', 'until', '!'];

/** Without `FOO=bar`, `sudo` and the words of the shell's own grammar in front of the command. */
function withoutPrefix(words: string[]): string[] {
  const start = words.findIndex((word) => !prefixes.includes(word) && !/^\w+=/.test(word));
  return start < 0 ? [] : words.slice(start);
}
