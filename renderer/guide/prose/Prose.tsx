// What stands between the blocks: the lab's sanitised HTML, with its links, images and callouts made to work.
import './prose.css';
import parse, {
  attributesToProps,
  type DOMNode,
  domToReact,
  Element,
  type HTMLReactParserOptions,
} from 'html-react-parser';
import { Info, TriangleAlert } from 'lucide-react';
import { type ReactElement, useMemo } from 'react';
import type { ProseBlock } from '../../../preload/contract';
import { useSay } from '../../i18n';
import { Picture } from './Picture';
import { ProseLink } from './ProseLink';
import { isShort } from '../blocks/text';

interface ProseProps {
  block: ProseBlock;
  /** Number of its first image among those of the lab. */
  firstImage: number;
  language: string;
}

export function Prose({ block, firstImage, language }: ProseProps): ReactElement {
  const table = useSay()('guide:table');
  const content = useMemo(() => toReact(block, firstImage, table), [block, firstImage, table]);
  return (
    <div className="guide-prose" lang={language}>
      {content}
    </div>
  );
}

function toReact(block: ProseBlock, firstImage: number, tableName: string): ReturnType<typeof parse> {
  let images = 0;
  let portLinks = 0;
  const replace = (node: DOMNode): ReactElement | undefined => {
    if (!isElement(node)) return undefined;
    const { name, attribs } = node;
    const children = (): ReturnType<typeof domToReact> => domToReact(node.children as DOMNode[], options);
    if (name === 'img') {
      const place = images++;
      const image = block.images[place];
      return (
        image && (
          <Picture key={`${place} ${image.file ?? image.source}`} image={image} number={firstImage + place} />
        )
      );
    }
    if (name === 'a') {
      const port = attribs['data-port'] === undefined ? undefined : block.portLinks[portLinks++];
      return (
        <ProseLink port={port} href={attribs.href ?? ''} isAlone={isAlone(node)} id={attribs.id}>
          {children()}
        </ProseLink>
      );
    }
    if (name === 'code' && !isInPre(node) && isShort(textOf(node))) {
      return <code className="guide-short">{children()}</code>;
    }
    if (name === 'table') {
      return (
        <div className="guide-table" role="group" aria-label={tableName} tabIndex={0}>
          <table {...attributesToProps(attribs)}>{children()}</table>
        </div>
      );
    }
    const tone = name === 'blockquote' ? calloutTone(node) : undefined;
    if (tone === undefined) return undefined;
    const Icon = tone === 'warning' ? TriangleAlert : Info;
    return (
      <div className="guide-callout" role="note" data-tone={tone}>
        <Icon size={18} aria-hidden />
        <div>{children()}</div>
      </div>
    );
  };
  const options: HTMLReactParserOptions = { replace };
  return parse(block.html, options);
}

function isElement(node: unknown): node is Element {
  return node instanceof Element;
}

function isInPre({ parent }: Element): boolean {
  return isElement(parent) && parent.name === 'pre';
}

/** Whether it is all that its paragraph holds. */
function isAlone(node: Element): boolean {
  const { parent } = node;
  return (
    isElement(parent) &&
    parent.name === 'p' &&
    parent.children.every((each) => each === node || textOf(each).trim() === '')
  );
}

/** A quotation that starts in bold is none, but a remark beside the text. */
function calloutTone(quotation: Element): 'note' | 'warning' | undefined {
  const paragraph = quotation.children.find(isElement);
  const first = paragraph?.children[0];
  if (!isElement(first) || first.name !== 'strong') return undefined;
  return /attention|avertissement|danger|prudence|warning|caution/i.test(textOf(first)) ? 'warning' : 'note';
}

function textOf(node: Element['children'][number]): string {
  if ('data' in node) return node.data;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
