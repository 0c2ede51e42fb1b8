import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { FromSidebar } from '../../shared/sidebarProtocol';

/** Nothing is known yet: what this is, and two ways to begin. */
export function firstRun(post: (message: FromSidebar) => void): TemplateResult {
  return html`
    <section class="first-run" aria-labelledby="heading">
      <h1 id="heading" class="for-screen-readers">New conversation</h1>
      <p>
        Add your Userdesk chatbot to create conversations with it from here. The sandbox stands in
        for Userdesk and needs neither an account nor an API key.
      </p>
      <button
        type="button"
        class="button main-action"
        @click=${() => {
          post({ type: 'addChatbot' });
        }}
      >
        Add chatbot
      </button>
      <button
        type="button"
        class="button quiet"
        @click=${() => {
          post({ type: 'trySandbox' });
        }}
      >
        Try the sandbox
      </button>
    </section>
  `;
}
