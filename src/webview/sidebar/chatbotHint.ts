import beaker from '@vscode/codicons/src/icons/beaker.svg';
import key from '@vscode/codicons/src/icons/key.svg';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { FromSidebar, SidebarState } from '../../shared/sidebarProtocol';
import { icon } from '../components/icon';

const keyStates = {
  missing: 'No API key yet',
  inMemory: 'API key not stored yet',
  stored: 'API key stored',
};

/** The line below the chatbot: whether it has a key, and the button for that. */
export function chatbotHint(
  { apiKey, fieldErrors, failure }: SidebarState,
  post: (message: FromSidebar) => void,
): TemplateResult | typeof nothing {
  if (apiKey === 'unknown') {
    // An error says the same, more precisely.
    return fieldErrors.chatbotId === undefined
      ? html`<p id="chatbotId-hint" class="secondary">Choose a chatbot or type its ID.</p>`
      : nothing;
  }
  if (apiKey === 'sandbox') {
    return html`
      <p class="key-state secondary">
        ${icon(beaker)} <span id="chatbotId-hint">No key needed</span>
        <span class="badge">Sandbox</span>
      </p>
    `;
  }
  // A failure that is about the key has this button too, and one of a kind is enough.
  const offered = failure?.waysOut.some(({ id }) => id === 'setApiKey' || id === 'replaceApiKey');
  return html`
    <p class="key-state secondary">
      ${icon(key, apiKey === 'stored' ? 'stored' : '')}
      <span id="chatbotId-hint">${keyStates[apiKey]}</span>
    </p>
    <button
      type="button"
      class="link"
      ?hidden=${offered}
      @click=${() => {
        post({ type: 'setApiKey' });
      }}
    >
      ${apiKey === 'missing' ? 'Set API key' : 'Replace API key'}
    </button>
  `;
}
