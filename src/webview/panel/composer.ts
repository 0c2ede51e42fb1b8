import { boxProblem } from '../../shared/messageBox';
import type { FromPanel, SendOn, ToPanel } from '../../shared/panelProtocol';
import { SendButton } from './sendButton';

/** The key code of a key that an input method has taken. */
const takenByInputMethod = 229;

export interface ComposerParts {
  form: HTMLFormElement;
  box: HTMLTextAreaElement;
  button: HTMLButtonElement;
  /** Where it says why something was not sent. */
  refusal: HTMLElement;
  /** The person's own messages, the last one last. */
  sentMessages: () => string[];
}

/** The message box: what is typed in it is the host's to keep and to send. */
export class Composer {
  private isAnswering: boolean;
  private sendOn: SendOn;
  private readonly button: SendButton;
  /** A message is on its way to the host, which has not said what became of it. */
  private isSending = false;
  /** What is to be done with the text once the input method is through with it. */
  private afterComposition: (() => void)[] = [];
  private isComposing = false;
  /** Own messages that Up has gone back, and what it put into the box. */
  private recalled = { steps: 0, text: '' };

  constructor(
    private readonly parts: ComposerParts,
    private readonly post: (message: FromPanel) => void,
  ) {
    const { form, box } = parts;
    this.button = new SendButton(parts.button);
    this.isAnswering = form.classList.contains('answering');
    this.sendOn = box.dataset['sendOn'] as SendOn;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const meaning = this.button.pressed();
      if (meaning === 'stop') this.post({ type: 'stop' });
      else if (meaning === 'send') this.send();
    });
    box.addEventListener('beforeinput', (event) => {
      this.limit(event);
    });
    box.addEventListener('input', () => {
      this.changed();
    });
    box.addEventListener('keydown', (event) => {
      this.onKeydown(event);
    });
    box.addEventListener('compositionstart', () => {
      this.isComposing = true;
    });
    box.addEventListener('compositionend', () => {
      this.isComposing = false;
      this.afterComposition.splice(0).forEach((action) => {
        action();
      });
    });
    this.showButton();
  }

  focus(): void {
    this.parts.box.focus();
  }

  set({ isAnswering, sendOn }: Extract<ToPanel, { type: 'composer' }>): void {
    if (this.isAnswering && !isAnswering) this.refuse('');
    this.isAnswering = isAnswering;
    this.sendOn = sendOn;
    this.showButton();
  }

  /** From the host, which knows it already. What was typed before it came is told to the host. */
  draft({ text, ifUntouched }: Extract<ToPanel, { type: 'draft' }>): void {
    this.whenComposed(() => {
      const { value, defaultValue } = this.parts.box;
      if (ifUntouched && value !== defaultValue) this.changed();
      else this.put(text);
    });
  }

  private put(text: string): void {
    this.parts.box.value = text;
    this.showButton();
  }

  /** The message is kept elsewhere now. What was typed since stays. */
  sent(message: string): void {
    this.isSending = false;
    this.whenComposed(() => {
      if (!this.parts.box.value.startsWith(message)) return;
      this.put(this.parts.box.value.slice(message.length));
      this.changed();
    });
  }

  /** The message was not sent. */
  refused(reason: string): void {
    this.isSending = false;
    this.refuse(reason);
  }

  private refuse(reason: string): void {
    this.parts.refusal.textContent = reason;
  }

  private whenComposed(action: () => void): void {
    if (this.isComposing) this.afterComposition.push(action);
    else action();
  }

  /** A text that the box cannot take stays where it comes from. */
  private limit(event: InputEvent): void {
    if (event.data === null || !event.cancelable) return;
    const { value, selectionStart, selectionEnd } = this.parts.box;
    const text = value.slice(0, selectionStart) + event.data + value.slice(selectionEnd);
    const problem = boxProblem(text);
    if (problem === undefined || text.length <= value.length) return;
    event.preventDefault();
    this.refuse(problem);
  }

  private changed(): void {
    this.parts.refusal.textContent = '';
    this.showButton();
    this.post({ type: 'draftChanged', text: this.parts.box.value });
  }

  private send(): void {
    const message = this.parts.box.value;
    if (this.isSending || message.trim() === '') return;
    this.isSending = true;
    this.post({ type: 'send', message });
  }

  private showButton(): void {
    const { isAnswering } = this;
    const { form, box } = this.parts;
    form.classList.toggle('answering', isAnswering);
    this.button.show(isAnswering ? 'stop' : 'send', box.value.trim() === '');
  }

  private onKeydown(event: KeyboardEvent): void {
    // Some browsers tell of the Enter that ends a composition by this code alone.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    if (event.isComposing || event.keyCode === takenByInputMethod) return;
    if (event.key === 'Enter' && this.sends(event)) {
      event.preventDefault();
      if (this.isAnswering) this.refuse('Wait for the answer to end, or stop it.');
      else if (!event.repeat) this.send();
    } else if (event.key === 'ArrowUp') this.recall(event, 1);
    else if (event.key === 'ArrowDown') this.recall(event, -1);
  }

  private sends({ ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
    if (shiftKey || altKey) return false;
    return this.sendOn === 'ctrlEnter' ? ctrlKey || metaKey : !ctrlKey && !metaKey;
  }

  /** What was sent before comes back into an empty box, and goes again as one came. */
  private recall(event: KeyboardEvent, direction: 1 | -1): void {
    const { box, sentMessages } = this.parts;
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    const isUntouched = this.recalled.steps > 0 && box.value === this.recalled.text;
    if (box.value !== '' && !isUntouched) return;
    const steps = (isUntouched ? this.recalled.steps : 0) + direction;
    const text = steps <= 0 ? '' : sentMessages().at(-steps);
    if (steps < 0 || text === undefined) return;
    event.preventDefault();
    this.recalled = { steps, text };
    this.put(text);
    box.setSelectionRange(text.length, text.length);
    this.changed();
  }
}
