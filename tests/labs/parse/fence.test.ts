import { describe, expect, it } from 'vitest';
import { blocksOf, read, warningsOf } from '../written';

const kinds = (...body: string[]) => blocksOf(read(...body)).map((block) => block.kind);

describe('command blocks', () => {
  it.each([
    ['```.term1', '```', 1],
    ['``` .term2', '```', 2],
    ['```bash .term3', '```', 3],
    ['```bash.term3', '```', 3],
    ['```{.term2 .x}', '```', 2],
    ['~~~ .term1', '~~~', 1],
    ['`````.term1', '`````', 1],
  ])('%s', (open, close, terminal) => {
    const lab = read('text', '', open, 'docker ps', close);
    expect(blocksOf(lab)[1]).toEqual({ kind: 'command', line: 8, terminal, code: 'docker ps' });
    expect(lab.totals.commands).toEqual({ [terminal]: 1 });
    expect(lab.warnings).toEqual([]);
  });

  it('hold shorter fences and any text as they are', () => {
    expect(blocksOf(read('````.term1', '```', '<b> {:.x} _a_  ', '```', '````'))).toMatchObject([
      { kind: 'command', code: '```\n<b> {:.x} _a_  \n```' },
    ]);
  });

  it('above the terminals there are raise nothing but a warning', () => {
    const lab = read('```.term5', 'ls', '```');
    expect(lab.terminals).toBe(3);
    expect(lab.totals.commands).toEqual({ 5: 1 });
    expect(warningsOf(lab)).toEqual([[6, 'Terminal 5 does not exist: the lab asks for 3 (terms).']]);
  });

  it('have a terminal from 1 on', () => {
    const lab = read('```.term0', 'ls', '```');
    expect(blocksOf(lab)).toMatchObject([{ kind: 'code' }]);
    expect(lab.warnings).toHaveLength(1);
  });
});

describe('outputs', () => {
  const command = ['```.term1', 'docker ps', '```', ''];
  const output = ['```', 'ID  NAME', '```', ''];

  it('follow a command, each its own', () => {
    expect(kinds(...command, ...output)).toEqual(['command', 'output']);
    expect(kinds(...output, ...command)).toEqual(['code', 'command']);
    expect(kinds(...command, ...output, ...output)).toEqual(['command', 'output', 'code']);
    expect(kinds(...command, ...command, 'text', ...output)).toEqual([
      'command',
      'command',
      'prose',
      'output',
    ]);
    expect(kinds(...command, '## Next', '', ...output)).toEqual(['command', 'code']);
  });

  it.each(['docker ps', '$ ls', 'sudo ls', 'curl x', '  docker ps'])('never begin with %j', (line) => {
    expect(kinds(...command, '```', line, '```')).toEqual(['command', 'code']);
  });

  it.each(['bash', 'sh', 'console', 'json', 'yaml'])('have no language: %s', (language) => {
    expect(kinds(...command, `\`\`\`${language}`, 'x', '```', ...output)).toEqual([
      'command',
      'code',
      'output',
    ]);
  });
});

describe('the join command', () => {
  const join = ['```', 'docker swarm join \\', '  --token SWMTKN-1-abc \\', '  10.0.0.1:2377', '```', ''];

  it('runs, and has an output', () => {
    expect(blocksOf(read(...join, '```', 'This node joined.', '```'))).toMatchObject([
      { kind: 'code', runs: { terminals: [], command: { kind: 'swarm-join', role: 'worker' } } },
      { kind: 'output' },
    ]);
  });

  it('does not run where an output quotes it', () => {
    const init = ['```.term1', 'docker swarm init', '```', '', '```', 'Swarm initialized:', ...join.slice(1)];
    expect(kinds(...init)).toEqual(['command', 'output']);
  });

  it('counts for no command', () => {
    expect(read(...join).totals.commands).toEqual({});
  });
});

describe('fences that nobody closed', () => {
  const open = 'This fence is not closed: it swallows the text behind it.';

  it.each([
    ['to the end', ['text', '', '```.term1', 'docker ps', '', '## Lost']],
    ['to the end, empty', ['text', '', '```']],
    ['to the next command', ['text', '', '```.term1', 'docker ps', '', '```.term2', 'ls', '```']],
    ['in a list', ['text', '', '- ```.term1', '  docker ps', '', 'after']],
    ['in a quote', ['text', '', '> ```', '> docker ps', '', 'after']],
    ['with another end', ['text', '', '````', 'ls', '```']],
  ])('%s', (_, body) => {
    expect(warningsOf(read(...body))).toEqual([[8, open]]);
  });

  it.each([
    ['a longer end', ['```', 'ls', '`````']],
    ['an end in a list', ['- a', '  ```', '  ls', '  ```   ']],
    ['an end in a quote', ['> ```', '> ls', '> ```']],
    ['a longer fence around', ['````', '```.term1', 'ls', '```', '````']],
  ])('are not those with %s', (_, body) => {
    expect(warningsOf(read(...body))).toEqual([]);
  });

  it('are no indented code', () => {
    expect(kinds('text', '', '    docker ps')).toEqual(['prose']);
  });
});
