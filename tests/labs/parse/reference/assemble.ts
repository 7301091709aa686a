// A parsed lab as one piece of HTML again: what the guide shows, in the order of the post.
import type { Block, Step } from '../../../../main/labs/lab';
import type { ParsedLab } from '../../../../main/labs/parse/parse';

export function assemble(lab: ParsedLab): string {
  return lab.steps
    .map((step, index) => headingOf(step, index) + step.blocks.map(htmlOf).join('\n'))
    .join('\n');
}

/** What stands before the first heading is a step without one. */
function headingOf(step: Step, index: number): string {
  const isBefore = index === 0 && step.blocks[0]?.line === step.line;
  return isBefore ? '' : `<h${step.level}>${escape(step.title)}</h${step.level}>\n`;
}

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'prose':
      return block.html;
    case 'command':
      return fence(`language-.term${block.terminal}`, block.code);
    case 'output':
      return fence('', block.text);
    case 'code':
      return fence(block.language === undefined ? '' : `language-${block.language}`, block.code);
    case 'quiz':
      return quiz([block.question, ...block.choices.map((choice) => choice.text), block.answer ?? '']);
  }
}

function fence(language: string, code: string): string {
  return `<pre data-fenced=""><code class="${language}">${escape(code)}</code></pre>`;
}

/** A quiz without its marks: which choice is right is not for the text to say. */
function quiz(texts: string[]): string {
  return `<p class="quiz">${texts.map(escape).join(' ')}</p>`;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
