// Which block a text of the sidecar speaks of: by the words in it, or in what is typed for it.
import type { Block } from './lab';

export function mentions(block: Block, text: string): boolean {
  if (block.kind !== 'command' && block.kind !== 'code') return false;
  return block.code.includes(text) || typedText(block).includes(text);
}

/** What a block types, captures not filled in; for a join command, the example that the post shows. */
export function typedText(block: Extract<Block, { kind: 'command' | 'code' }>): string {
  const command = block.kind === 'code' ? block.runs?.command : undefined;
  return (command?.kind === 'text' ? command.text : undefined) ?? block.code;
}
