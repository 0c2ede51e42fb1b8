import { parseMarkdown } from '../markdown/parseMarkdown';
import type { ToPanel } from '../shared/panelProtocol';
import type { ViewNode } from '../shared/viewNode';
import { AnswerFeed } from './answerFeed';
import { element, markdownView } from './messageViews';

/** The answers of which there is more than a page shows yet, by turn. */
export class AnswerFeeds {
  private readonly feeds = new Map<number, AnswerFeed>();

  constructor(
    /** In characters; the rest of a longer answer is fed to the page. */
    private readonly atOnce: number,
    private readonly post: (message: ToPanel) => void,
  ) {}

  get(turn: number): AnswerFeed | undefined {
    return this.feeds.get(turn);
  }

  /** For an answer that the page shows nothing of. */
  open(turn: number): AnswerFeed {
    const feed = new AnswerFeed((part) => {
      this.post({ type: 'answer', turn, ...part });
    });
    this.feeds.set(turn, feed);
    return feed;
  }

  /** Draws an answer, or the beginning of one of which there is more, or more to come. */
  draw(turn: number, text: string, isUnderWay: boolean): ViewNode[] {
    this.end(turn);
    const hasMore = isUnderWay ? text !== '' : text.length > this.atOnce;
    if (!hasMore) return markdownView(parseMarkdown(text));
    const feed = this.open(turn);
    const { settled, tail } = feed.begin(text, this.atOnce);
    if (!isUnderWay) {
      feed.end(() => {
        this.end(turn);
      });
    }
    return [...settled, element('div', { class: 'tail' }, tail)];
  }

  /** What was drawn is in the page. */
  start(): void {
    for (const feed of [...this.feeds.values()]) feed.start();
  }

  end(turn: number): void {
    this.feeds.delete(turn);
  }

  clear(): void {
    this.feeds.clear();
  }
}
