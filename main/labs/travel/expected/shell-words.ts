// A block of a lab as simple commands, each in words: as much of a shell's grammar as it takes to see what it is about.

const separator = /^(?:\r?\n|&&|\|\|?|;|&)/;

/** What stands between `<<'END'` and `END` is text, no command. */
const heredoc = /(<<-?\s*(['"]?)(\w+)\2[^\n]*)\n[\s\S]*?\n\s*\3(?=\n|$)/g;

/** Quotes are taken off; what the shell would fill in (`$(…)`, `$x`) stays as it is written. */
export function simpleCommands(code: string): string[][] {
  const commands: string[][] = [];
  let words: string[] = [];
  let word: string | undefined;
  const endWord = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  const endCommand = (): void => {
    endWord();
    if (words.length > 0) commands.push(words);
    words = [];
  };
  let rest = code.replace(heredoc, '$1').replace(/\\\r?\n/g, ' ');
  const take = (length: number): string => {
    const taken = rest.slice(0, length);
    rest = rest.slice(length);
    return taken;
  };
  while (rest !== '') {
    const end = separator.exec(rest);
    const quoted = /^'([^']*)'|^"((?:\\.|[^"\\])*)"/s.exec(rest);
    const filled = /^\$\([^)]*\)/.exec(rest);
    if (end) {
      take(end[0].length);
      endCommand();
    } else if (quoted) {
      take(quoted[0].length);
      word = (word ?? '') + (quoted[1] ?? quoted[2] ?? '');
    } else if (filled) {
      word = (word ?? '') + take(filled[0].length);
    } else if (word === undefined && rest.startsWith('#')) {
      take(/^[^\n]*/.exec(rest)?.[0].length ?? 1);
    } else if (/^\s/.test(rest)) {
      take(1);
      endWord();
    } else {
      word = (word ?? '') + take(1);
    }
  }
  endCommand();
  return commands;
}
