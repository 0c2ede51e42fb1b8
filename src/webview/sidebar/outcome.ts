import warning from '@vscode/codicons/src/icons/warning.svg';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { FailureView } from '../../shared/failureView';
import type { FromSidebar, SidebarState } from '../../shared/sidebarProtocol';
import { icon } from '../components/icon';

type Post = (message: FromSidebar) => void;

/** What became of it. Both regions are always there: a screen reader hears what changes in them. */
export function outcome({ creating, notice, failure }: SidebarState, post: Post): TemplateResult {
  return html`
    <p class="status secondary" role="status">
      ${creating ? 'Creating the conversation…' : notice}
    </p>
    ${failure === undefined ? nothing : trouble(failure, post)}
  `;
}

/** The sentence alone is the alert, so that the buttons are not read out with it. */
function trouble({ message, waysOut }: FailureView, post: Post): TemplateResult {
  return html`
    <div class="failure">
      ${icon(warning, 'warning')}
      <p role="alert" dir="auto">${message}</p>
      <div class="ways-out">
        ${waysOut.map(
          ({ id, label }) => html`
            <button
              type="button"
              class="link"
              @click=${() => {
                post({ type: 'wayOut', id });
                // This button goes; what it asks for is entered there.
                if (id === 'chooseAnotherChatbot') document.getElementById('chatbotId')?.focus();
              }}
            >
              ${label}
            </button>
          `,
        )}
      </div>
    </div>
  `;
}
