export type Meaning = 'send' | 'stop';

const labels: Record<Meaning, string> = { send: 'Send', stop: 'Stop' };
/** As long as a person needs to see that a button means something else now. */
const restMs = 500;

/**
 * The one button that sends and stops. It means what it meant when the person began to press it;
 * after it has changed by itself it rests, so that no press is taken for another.
 */
export class SendButton {
  private meaning: Meaning | undefined;
  private begunAs: Meaning | 'nothing' | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly button: HTMLButtonElement) {
    button.addEventListener('pointerdown', () => {
      this.begunAs = this.current;
    });
    button.addEventListener('keydown', ({ key, repeat }) => {
      if (key === 'Enter' || key === ' ') this.begunAs = repeat ? 'nothing' : this.current;
    });
  }

  show(meaning: Meaning, isEmpty: boolean): void {
    const { button } = this;
    if (this.meaning !== undefined && meaning !== this.meaning) this.rest();
    this.meaning = meaning;
    button.setAttribute('aria-label', labels[meaning]);
    button.title = labels[meaning];
    button.toggleAttribute('data-empty', meaning === 'send' && isEmpty);
  }

  /** The press is complete. @returns what it means, if anything */
  pressed(): Meaning | undefined {
    // Assistive technology presses it without a beginning.
    const begunAs = this.begunAs ?? this.current;
    this.begunAs = undefined;
    return begunAs !== 'nothing' && begunAs === this.current ? begunAs : undefined;
  }

  private get current(): Meaning | 'nothing' {
    return this.resting === undefined ? (this.meaning ?? 'nothing') : 'nothing';
  }

  private rest(): void {
    clearTimeout(this.resting);
    this.button.setAttribute('aria-disabled', 'true');
    this.resting = setTimeout(() => {
      this.resting = undefined;
      this.button.removeAttribute('aria-disabled');
    }, restMs);
  }
}
