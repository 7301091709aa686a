// All of kramdown that GitHub's Markdown lacks, for the `data` of a unified processor.
import { attributeNodes, attributeTokens } from '../attributes/syntax';
import { fenceNodes } from './fence';
import { definitionNodes, definitionTokens } from './definition';
import { extensionNodes, extensionTokens } from './extension';
import { htmlNodes, htmlTokens } from './html';
import { lineNodes, lineTokens } from './lines';
import { literalNodes } from './literal';
import { mathNodes, mathTokens } from './math';
import { tableNodes, tableTokens } from './table';

export const kramdown = {
  micromarkExtensions: [
    attributeTokens,
    definitionTokens,
    extensionTokens,
    htmlTokens,
    lineTokens,
    mathTokens,
    tableTokens,
    // `\` at the end of a line is a backslash to kramdown: commands in a text end their lines so.
    { disable: { null: ['hardBreakEscape'] } },
  ],
  fromMarkdownExtensions: [
    attributeNodes,
    definitionNodes,
    extensionNodes,
    fenceNodes,
    htmlNodes,
    lineNodes,
    literalNodes,
    mathNodes,
    tableNodes,
  ],
};
