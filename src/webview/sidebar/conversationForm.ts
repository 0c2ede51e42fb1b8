import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { FromSidebar, SidebarDraft, SidebarState } from '../../shared/sidebarProtocol';
import '../components/combobox';
import type { ComboboxOption } from '../components/comboboxOptions';
import { chatbotHint } from './chatbotHint';
import { createButton } from './createButton';
import { describedBy, fieldError, textField } from './fields';

export interface FormActions {
  post: (message: FromSidebar) => void;
  submit: () => void;
}

/** The fields from top to bottom; each has its name in the draft as its ID. */
export const fieldIds = ['chatbotId', 'userName', 'userEmail'] as const;

export function readDraft(root: ParentNode): SidebarDraft {
  const valueOf = (id: keyof SidebarDraft) =>
    root.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';
  return {
    chatbotId: valueOf('chatbotId'),
    userName: valueOf('userName'),
    userEmail: valueOf('userEmail'),
  };
}

export function conversationForm(
  state: SidebarState,
  { post, submit }: FormActions,
): TemplateResult {
  const chatbotError = state.fieldErrors.chatbotId;
  return html`
    <form
      aria-labelledby="heading"
      novalidate
      @keydown=${ignoreHeldEnter}
      @input=${(event: Event) => {
        post({ type: 'draftChanged', draft: readDraft(event.currentTarget as HTMLFormElement) });
      }}
      @submit=${(event: Event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h1 id="heading" class="for-screen-readers">New conversation</h1>
      <div class="field">
        <label for="chatbotId">Chatbot</label>
        <userdesk-combobox
          .inputId=${'chatbotId'}
          .options=${state.chatbots.map(toOption)}
          .value=${state.draft.chatbotId}
          .revision=${state.draftRevision}
          .describedBy=${describedBy('chatbotId', chatbotError, 'chatbotId-name chatbotId-hint')}
          .invalid=${chatbotError !== undefined}
          .readonly=${state.creating}
        ></userdesk-combobox>
        <div class="below-chatbot">
          ${fieldError('chatbotId', chatbotError)} ${chatbotHint(state, post)}
        </div>
      </div>
      ${textField(state, 'userName', 'User name')} ${textField(state, 'userEmail', 'User email')}
      ${createButton(state.creating, post)}
    </form>
  `;
}

function toOption({
  id,
  name,
  isDefault,
  isSandbox,
}: SidebarState['chatbots'][number]): ComboboxOption {
  const marks = [...(isDefault ? ['Default'] : []), ...(isSandbox ? ['Sandbox'] : [])];
  return name === undefined ? { value: id, marks } : { value: id, name, marks };
}

/** A key held down would go on to press Cancel, then Create, in turns. */
function ignoreHeldEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.repeat) event.preventDefault();
}
