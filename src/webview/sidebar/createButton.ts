import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { FromSidebar } from '../../shared/sidebarProtocol';

/**
 * One button in one place: it keeps the focus when "Create conversation" becomes "Cancel". The
 * native one, because Enter in a field submits only where a native submit button is; VSCode
 * Elements' is none, and lets the space bar scroll the page.
 */
export function createButton(
  creating: boolean,
  post: (message: FromSidebar) => void,
): TemplateResult {
  return html`
    <div class="create">
      <button
        type=${creating ? 'button' : 'submit'}
        class="button main-action ${creating ? 'quiet' : ''}"
        data-longest-label="Create conversation"
        @click=${(event: MouseEvent) => {
          // The second click of a double click is meant for the same as the first, which is done.
          if (event.detail > 1) event.preventDefault();
          else if (creating) post({ type: 'cancel' });
        }}
      >
        <span>${creating ? 'Cancel' : 'Create conversation'}</span>
      </button>
      ${
        creating
          ? html`<vscode-progress-bar aria-label="Creating the conversation"></vscode-progress-bar>`
          : nothing
      }
    </div>
  `;
}
