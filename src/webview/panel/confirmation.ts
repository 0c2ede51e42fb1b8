const confirmationMs = 2000;

/** Shows at a button, for a moment, that it did what it says, and tells a screen reader. */
export class Confirmation {
  private button: HTMLElement | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly status: HTMLElement) {}

  show(button: HTMLElement): void {
    this.end();
    this.button = button;
    button.classList.add('confirmed');
    this.status.textContent = 'Copied';
    this.timer = setTimeout(() => {
      this.end();
    }, confirmationMs);
  }

  private end(): void {
    clearTimeout(this.timer);
    this.button?.classList.remove('confirmed');
    this.button = undefined;
    if (this.status.textContent === 'Copied') this.status.textContent = '';
  }
}
