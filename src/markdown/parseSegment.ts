import MarkdownIt, { type Token } from 'markdown-it';
import type { MarkdownElement, MarkdownNode } from '../shared/markdown';
import { linkTarget } from './linkTarget';
import { plainParagraphs } from './plainParagraphs';
import type { Segment } from './segments';
import { TreeBuilder } from './treeBuilder';

/** Of quotes and lists. The parser leaves out what is deeper, so that is plain text as well. */
const maxNesting = 40;

const elements = new Set<string>([
  ...['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'strong', 'em', 's', 'blockquote', 'ul', 'li'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
]);

const parser = createParser();

/**
 * A segment of what a chatbot wrote, as a tree that can hold nothing dangerous: HTML stays text,
 * an image becomes a link to it, a link goes to http, https or mailto and tells its host. A
 * single line break counts. Never throws, whatever the text.
 */
export function parseSegment({ text, fence, isCutOff }: Segment): MarkdownNode[] {
  const tokens = parser.parse(fence === undefined ? text : `${fence}\n${text}`, {});
  if (tokens.some((token) => token.level >= maxNesting - 1)) return plainParagraphs(text);

  const continued = fence === undefined ? undefined : tokens[0];
  const cutOff = isCutOff ? tokens.at(-1) : undefined;
  const builder = new TreeBuilder();
  for (const token of tokens.flatMap((block) => block.children ?? block)) {
    if (token === continued) code(builder, token.content, { continued: true });
    else if (token === cutOff) code(builder, token.content);
    else if (token.nesting === 1) open(builder, token);
    else if (token.nesting === -1) builder.close();
    else leaf(builder, token);
  }
  return builder.nodes;
}

function createParser() {
  const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false, maxNesting });
  // Guessed links would make http://main.rs of a file name; without urlAuth, the user name in an
  // address would be taken for its host.
  markdown.linkify.set({ fuzzyLink: false, fuzzyIP: false, fuzzyEmail: true, urlAuth: true });
  // linkTarget decides, and on what was written: the parser would leave what it refuses as text,
  // find links in that, and hide odd characters in punycode.
  markdown.validateLink = () => true;
  markdown.normalizeLink = (address) => address;
  markdown.normalizeLinkText = (address) => address;
  // A definition gives meaning to brackets in all of the text: in segments that have been shown
  // long since, too.
  markdown.disable('reference');
  return markdown;
}

function open(builder: TreeBuilder, token: Token): void {
  const { tag } = token;
  if (tag === 'a') {
    openLink(builder, token.attrGet('href'));
  } else if (tag === 'ol') {
    const start = Number(token.attrGet('start') ?? 1);
    builder.open({ tag, ...(start !== 1 && { start }) });
  } else {
    // A hidden paragraph is one in a list without blank lines.
    const isElement = elements.has(tag) && !token.hidden;
    builder.open(isElement ? { tag: tag as MarkdownElement['tag'] } : undefined);
  }
}

function openLink(builder: TreeBuilder, address: string | number | null): void {
  const target = linkTarget(String(address));
  if (target) builder.openLink(target);
  else builder.open();
}

function leaf(builder: TreeBuilder, token: Token): void {
  switch (token.type) {
    case 'softbreak':
    case 'hardbreak':
      builder.element('br');
      break;
    case 'hr':
      builder.element('hr');
      break;
    case 'code_inline':
      builder.element('code', token.content);
      break;
    case 'fence':
    case 'code_block':
      code(builder, token.content.replace(/\n$/, ''));
      break;
    case 'image':
      // Nothing remote is loaded: whoever wants to see the picture opens it.
      openLink(builder, token.attrGet('src'));
      builder.text(alternativeText(token));
      builder.close();
      break;
    default:
      builder.text(token.content);
  }
}

function code(builder: TreeBuilder, text: string, state?: { continued: true }): void {
  builder.open({ tag: 'pre', ...state });
  builder.element('code', text);
  builder.close();
}

function alternativeText({ children, content }: Token): string {
  return children === null ? content : children.map(alternativeText).join('');
}
