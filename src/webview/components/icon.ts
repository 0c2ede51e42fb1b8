import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';

/** An icon of the codicons' own files, put in at build time: never text that came in later. */
export function icon(svg: string, className = ''): TemplateResult {
  return html`<span class="icon ${className}" aria-hidden="true">${unsafeHTML(svg)}</span>`;
}
