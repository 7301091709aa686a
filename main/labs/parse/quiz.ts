// Quizzes: a paragraph marked `.quiz`, and the list of choices or the quoted answer below it.
import type { ListItem, Paragraph, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { QuizBlock } from '../lab';
import { classesOf } from './attributes/settle';
import { lineOfNode, type Post } from './post';
import { holdsFence } from './split';

export function isQuestion(node: RootContent): node is Paragraph {
  return node.type === 'paragraph' && classesOf(node).includes('quiz');
}

/** Undefined, with a warning, where nothing below the question answers it. */
export function quizBlock(
  question: Paragraph,
  below: RootContent | undefined,
  post: Post,
): QuizBlock | undefined {
  const line = lineOfNode(question, post);
  const quiz = { kind: 'quiz' as const, line, question: toString(question).trim() };
  if (below && !holdsFence(below)) {
    if (below.type === 'blockquote') {
      return { ...quiz, form: 'answer', choices: [], answer: toStringOfAll(below.children) };
    }
    const choices = below.type === 'list' ? below.children.map(choiceOf) : [];
    if (choices.some((choice) => choice.form)) {
      const form = choices.find((choice) => choice.form)?.form ?? 'one';
      const right = choices.filter((choice) => choice.right).length;
      if (right === 0 || (form === 'one' && right > 1)) post.warn(line, 'labs:quizChoices', { right });
      return {
        ...quiz,
        form,
        choices: choices.map((choice) => ({ text: choice.text, right: choice.right })),
        answer: undefined,
      };
    }
  }
  post.warn(line, 'labs:quizWithoutAnswer');
  return undefined;
}

interface Choice {
  form: 'one' | 'several' | undefined;
  text: string;
  right: boolean;
}

/** `( ) wrong`, `(x) right`; `[ ]` and `[x]` are GFM's task items where a text follows them. */
function choiceOf(item: ListItem): Choice {
  const text = toStringOfAll(item.children);
  if (typeof item.checked === 'boolean') return { form: 'several', text, right: item.checked };
  const [mark, bracket, tick] = /^([([])\s*([xX]?)\s*[)\]]\s*/.exec(text) ?? [];
  if (mark === undefined) return { form: undefined, text, right: false };
  return { form: bracket === '(' ? 'one' : 'several', text: text.slice(mark.length), right: tick !== '' };
}

function toStringOfAll(nodes: RootContent[]): string {
  return nodes
    .map((node) => toString(node).trim())
    .join('\n')
    .trim();
}
