import type { FromPage, FromPanel, ToPage, ToPanel } from '../shared/panelProtocol';
import { readFromPanel } from './fromPanel';

/**
 * What is said between a panel and the page that is in it. VS Code loads a page anew when it
 * moves or shows a panel: what was meant for the page before, or comes from it, is no concern of
 * the next.
 */
export class PageLink {
  private page: string | undefined;

  constructor(private readonly send: (message: ToPage) => void) {}

  post(message: ToPanel): void {
    if (this.page !== undefined) this.send({ ...message, page: this.page });
  }

  /** What the page says that was the last to be there; nothing for anything else. */
  receive(said: unknown): FromPanel | undefined {
    const message: FromPage | undefined = readFromPanel(said);
    if (message?.type === 'ready') this.page = message.page;
    return message?.page === this.page ? message : undefined;
  }
}
