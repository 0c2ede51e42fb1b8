import errorIcon from '@vscode/codicons/src/icons/error.svg';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import type { SidebarDraft, SidebarState } from '../../shared/sidebarProtocol';
import { icon } from '../components/icon';

type FieldId = keyof SidebarDraft;

/**
 * A field that may stay empty. The native input, because VSCode Elements' text field keeps its own
 * in a shadow root: no label, hint or error reaches that by ID, it takes its writing direction from
 * elsewhere than what is typed, and its `invalid` has no border.
 */
export function textField(state: SidebarState, id: FieldId, label: string): TemplateResult {
  const error = state.fieldErrors[id];
  return html`
    <div class="field">
      <label for=${id}>${label}</label> <span id="${id}-hint" class="secondary">optional</span>
      <input
        id=${id}
        class="box"
        dir="auto"
        autocomplete="off"
        spellcheck="false"
        inputmode=${id === 'userEmail' ? 'email' : nothing}
        aria-describedby=${describedBy(id, error, `${id}-hint`)}
        aria-invalid=${error === undefined ? nothing : 'true'}
        ?readonly=${state.creating}
        .value=${
          // Only a new revision writes over what is being typed, and then in any case.
          guard([state.draftRevision], () => live(state.draft[id]))
        }
      />
      ${fieldError(id, error)}
    </div>
  `;
}

/** What a screen reader says after the field's name: what is wrong, else what helps. */
export function describedBy(id: FieldId, error: string | undefined, hints: string): string {
  return error === undefined ? hints : `${id}-error`;
}

/** The text keeps the colour of text: themes' error colours are too pale for reading. */
export function fieldError(
  id: FieldId,
  error: string | undefined,
): TemplateResult | typeof nothing {
  if (error === undefined) return nothing;
  return html`
    <div class="field-error">
      ${icon(errorIcon, 'error')}<span id="${id}-error" dir="auto">${error}</span>
    </div>
  `;
}
