/**
 * Where HTML may begin. A renderer may leave that as it is, and then `</blockquote>` would end
 * what quotes it. More than HTML begins so; nothing that is HTML begins otherwise.
 */
const mayBeHtml = /<(?:[!?/]|[a-z][a-z\d-]*(?:[\s/>]|$))/i;

/**
 * A stranger's Markdown, so that nothing in it ends the quote. With HTML in it, it is quoted as
 * it was written.
 */
export function quote(markdown: string): string {
  return linesOf(mayBeHtml.test(markdown) ? codeBlock(markdown) : markdown)
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

/** Plain text, to be shown as it is: the fence is longer than any in it. */
export function codeBlock(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  const fence = '`'.repeat(longest + 1);
  return [fence, ...linesOf(text), fence].join('\n');
}

/** Plain text within a line of ours. */
export function inline(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>#&~|!]/g, '\\$&');
}

/** As Markdown counts them. */
function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}
