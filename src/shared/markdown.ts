/**
 * What a chatbot's Markdown may become: these elements, these attributes, and text. Whoever
 * draws it, as markup in the host or as nodes in a page, can draw nothing else.
 */
export type MarkdownNode = string | MarkdownElement;

export interface MarkdownElement {
  tag:
    | 'p'
    | 'h1'
    | 'h2'
    | 'h3'
    | 'h4'
    | 'h5'
    | 'h6'
    | 'strong'
    | 'em'
    | 's'
    | 'code'
    | 'pre'
    | 'br'
    | 'hr'
    | 'blockquote'
    | 'ul'
    | 'ol'
    | 'li'
    | 'a'
    | 'table'
    | 'thead'
    | 'tbody'
    | 'tr'
    | 'th'
    | 'td';
  /** Only on `a`: an http, https or mailto address without userinfo. */
  href?: string;
  /** Only on `ol`: the first number, if not 1. */
  start?: number;
  /** Only on `pre`: goes on where the `pre` before it was cut off. */
  continued?: true;
  children: MarkdownNode[];
}
