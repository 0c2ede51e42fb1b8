import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import './combobox.css';
import { findOption, suggest } from './comboboxOptions';
import type { ComboboxOption } from './comboboxOptions';
import { icon } from './icon';

/**
 * A text field that offers known values and takes any other: ARIA 1.2's combobox with a list.
 *
 * VSCode Elements' single select (`combobox creatable`) was tried. What is typed there counts only
 * once "Add …" is picked and is lost with the focus; Enter never submits, and pressed thrice after
 * an unknown ID it chooses the first option; its "Add" row has no role; and label and error cannot
 * reach its input by ID. For that last reason this one has no shadow root.
 */
@customElement('userdesk-combobox')
export class Combobox extends LitElement {
  @property({ attribute: false }) inputId = '';
  @property({ attribute: false }) options: ComboboxOption[] = [];
  @property({ attribute: false }) value = '';
  /** `value` is put into the field when this changes, and at no other time. */
  @property({ attribute: false }) revision = 0;
  @property({ attribute: false }) describedBy = '';
  @property({ type: Boolean }) invalid = false;
  @property({ type: Boolean }) readonly = false;

  @state() private text = '';
  /** Everything, or what matches the typed text. */
  @state() private offer: 'nothing' | 'all' | 'matches' = 'nothing';
  @state() private active: string | undefined;
  @query('input') private readonly input!: HTMLInputElement;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('revision')) this.text = this.value;
  }

  protected override updated(): void {
    this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    const rows = this.rows();
    const active = rows.findIndex(({ value }) => value === this.active);
    const listId = `${this.inputId}-list`;
    const name = findOption(this.options, this.text)?.name;
    return html`
      <div class="box" @mousedown=${this.onMousedown} @focusout=${this.close}>
        <div class="value">
          <input
            id=${this.inputId}
            role="combobox"
            dir="auto"
            autocomplete="off"
            spellcheck="false"
            aria-autocomplete="list"
            aria-controls=${listId}
            aria-expanded=${rows.length > 0 ? 'true' : 'false'}
            aria-activedescendant=${active < 0 ? nothing : `${listId}-${active}`}
            aria-describedby=${this.describedBy}
            aria-invalid=${this.invalid ? 'true' : nothing}
            ?readonly=${this.readonly}
            .value=${live(this.text)}
            @input=${this.onInput}
            @keydown=${this.onKeydown}
          />
          <span id="${this.inputId}-name" class="secondary"><bdi>${name}</bdi></span>
        </div>
        ${icon(chevronDown)}
      </div>
      <ul
        id=${listId}
        role="listbox"
        aria-label="Suggestions"
        ?hidden=${rows.length === 0}
        @mousedown=${keepFocus}
      >
        ${rows.map(
          ({ value, name, marks }, index) => html`
            <li
              id="${listId}-${index}"
              role="option"
              aria-selected=${index === active ? 'true' : 'false'}
              @click=${() => {
                this.choose(value);
              }}
            >
              ${name === undefined ? nothing : html`<span class="name" dir="auto">${name}</span>`}
              <bdi class="id">${value}</bdi>
              ${marks.map((mark) => html`<span class="badge">${mark}</span>`)}
            </li>
          `,
        )}
      </ul>
    `;
  }

  private rows(): ComboboxOption[] {
    if (this.offer === 'nothing') return [];
    return this.offer === 'all' ? this.options : suggest(this.options, this.text);
  }

  private show(): void {
    if (this.readonly) return;
    this.offer = 'all';
    this.active = findOption(this.options, this.text)?.value;
  }

  private readonly close = (): void => {
    this.offer = 'nothing';
    this.active = undefined;
  };

  private choose(value: string): void {
    this.input.value = value;
    this.input.dispatchEvent(new Event('input', { bubbles: true }));
    this.close();
  }

  private readonly onInput = (): void => {
    this.text = this.input.value;
    this.offer = 'matches';
    this.active = undefined;
  };

  private readonly onMousedown = (event: MouseEvent): void => {
    if (event.button !== 0) return;
    if (event.target !== this.input) keepFocus(event);
    this.input.focus();
    if (this.rows().length > 0) this.close();
    else this.show();
  };

  private readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown') this.move(event, 1);
    else if (event.key === 'ArrowUp') this.move(event, -1);
    else if (event.key === 'Enter') {
      // Only a marked row takes Enter; else it submits what stands in the field.
      if (this.active === undefined) {
        this.close();
        return;
      }
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === 'Escape' && this.rows().length > 0) {
      // Closing the list is all that this Escape does, in the page and in VS Code.
      event.stopPropagation();
      this.close();
    }
  };

  private move(event: KeyboardEvent, step: 1 | -1): void {
    event.preventDefault();
    if (this.rows().length === 0) {
      this.show();
      if (this.active !== undefined) return;
    }
    const rows = this.rows();
    const index = rows.findIndex(({ value }) => value === this.active);
    const from = index < 0 && step < 0 ? 0 : index;
    this.active = rows.at((from + step) % Math.max(rows.length, 1))?.value;
  }
}

/** A press beside the field must not take the focus from it: that would close the list. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
