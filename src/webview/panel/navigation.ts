/**
 * Moving by message: the messages are one stop of the Tab key, arrow keys go from one to the
 * next, and only the controls of the message that has the focus are stops of their own.
 */
export class Navigation {
  private current: HTMLElement | undefined;
  /** The reader went there; else it is the last one. */
  private isChosen = false;

  constructor(
    log: HTMLElement,
    private readonly articles: () => HTMLElement[],
  ) {
    log.addEventListener('focusin', ({ target }) => {
      const article = (target as Element).closest<HTMLElement>('article');
      if (!article) return;
      this.isChosen = true;
      this.setCurrent(article);
    });
    log.addEventListener('keydown', (event) => {
      this.onKeydown(event);
    });
    // What an answer grows by has stops, too.
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        if (!this.current?.contains(target)) continue;
        for (const node of addedNodes) if (node instanceof Element) setStops(node, '0');
      }
    }).observe(log, { childList: true, subtree: true });
    this.update();
  }

  /** After messages came or went. */
  update(): void {
    const isThere = this.isChosen && this.current?.isConnected;
    const current = isThere ? this.current : this.articles().at(-1);
    if (current) this.setCurrent(current);
  }

  focusLast(): void {
    const answers = this.articles().filter((article) => article.classList.contains('answer'));
    answers.at(-1)?.focus();
  }

  private setCurrent(article: HTMLElement): void {
    if (this.current && this.current !== article) setStops(this.current, '-1');
    this.current = article;
    setStops(article, '0');
  }

  private onKeydown(event: KeyboardEvent): void {
    // In a control, and with a modifier, these keys mean something else.
    if (!this.current || event.target !== this.current) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const articles = this.articles();
    const index = articles.indexOf(this.current);
    const next = {
      ArrowUp: articles[index - 1],
      ArrowDown: articles[index + 1],
      Home: articles[0],
      End: articles.at(-1),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

function setStops(root: Element, tabIndex: '0' | '-1'): void {
  const stops = root.querySelectorAll('[tabindex]');
  for (const stop of root.matches('[tabindex]') ? [root, ...stops] : stops) {
    stop.setAttribute('tabindex', tabIndex);
  }
}
