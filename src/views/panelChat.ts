import type { ChatEvent, ChatSession } from '../conversations/chatSession';
import type { Conversation } from '../conversations/conversation';
import type { FromPanel, Reading, SendOn, ToPage, ToPanel } from '../shared/panelProtocol';
import { ChatPage } from './chatPage';
import type { Times } from './conversationTexts';
import { readPosition, writePosition } from './fromPanel';
import { MessageViews } from './messageViews';
import { PageLink } from './pageLink';
import { panelBody } from './panelBody';

/** The panel around a chat. */
export interface ChatPanel {
  readonly isVisible: () => boolean;
  /** Puts a page with this body in place of the one before; if it is hidden, for when it is shown. */
  readonly show: (body: string) => void;
  readonly post: (message: ToPage) => void;
  /** Sends with the session, which is held until the answer has ended even without a panel. */
  readonly send: (message: string, onKept: () => void) => Promise<unknown>;
  /** Words for what was refused before it was sent. */
  readonly inWords: (error: unknown) => string;
  readonly sendOn: () => SendOn;
  readonly times: Times;
  readonly now: () => number;
}

export type Focus = Extract<ToPanel, { type: 'focus' }>['target'];

/** What a page asks of the panel around the chat, and not of the chat. */
export type OfPanel = Extract<
  FromPanel,
  { type: 'copyConversationId' | 'copyAnswer' | 'copyCode' | 'wayOut' }
>;

/** After what changed in a hidden panel: more may come at once. */
const redrawnAfterMs = 50;

/**
 * A conversation as a panel shows it: page after page, since one that is hidden or moved is gone.
 * The next is painted as it was drawn, so it is drawn anew while it is hidden.
 */
export class PanelChat {
  private readonly link: PageLink;
  private readonly stopListening: () => void;
  private page: ChatPage | undefined;
  private drawing = 0;
  private isReady = false;
  /** Outlives the page: a tab that is shown again goes on where it was. */
  private reading: Reading;
  /** For a page that is not there yet. */
  private pendingFocus: Focus | undefined;
  private isSending = false;
  private redrawing: NodeJS.Timeout | undefined;

  constructor(
    public conversation: Conversation,
    readonly session: ChatSession,
    private readonly panel: ChatPanel,
  ) {
    this.reading = readPosition(session.position);
    this.link = new PageLink(panel.post);
    this.stopListening = session.listen((event) => {
      this.happened(event);
    });
  }

  dispose(): void {
    clearTimeout(this.redrawing);
    this.stopListening();
  }

  /** Draws the page anew, with all that there is. */
  draw(): void {
    const { session, conversation, panel } = this;
    this.forgetRedrawing();
    const page = new ChatPage(
      session,
      new MessageViews(conversation, panel.times),
      panel.sendOn,
      (message) => {
        this.post(message);
      },
      () => this.reading,
    );
    this.page = page;
    this.isReady = false;
    const content = { ...page.snapshot(), conversation, drawing: ++this.drawing };
    panel.show(panelBody(content, panel.times, panel.now()));
  }

  /** The panel is hidden, and its page gone. */
  hidden(): void {
    this.isReady = false;
    this.page?.leave();
    this.redrawSoon();
  }

  /** Now if the page is there, else as soon as it is. */
  focus(target: Focus): void {
    if (this.isReady) this.post({ type: 'focus', target });
    else this.pendingFocus = target;
  }

  /** Puts a text into the message box. */
  putDraft(text: string): void {
    this.session.draft = text;
    this.post({ type: 'draft', text });
    this.redrawSoon();
  }

  settingsChanged(): void {
    this.page?.postComposer();
    this.redrawSoon();
  }

  post(message: ToPanel): void {
    this.link.post(message);
  }

  textOf(turn: number): string | undefined {
    return this.page?.textOf(turn);
  }

  /** @returns what is not the chat's */
  receive(said: unknown): OfPanel | undefined {
    const message = this.link.receive(said);
    const { page, session } = this;
    switch (message?.type) {
      case undefined:
        return undefined;
      case 'ready':
        this.ready(message.drawing);
        return undefined;
      case 'reading':
        this.reading = message;
        session.position = writePosition(message);
        return undefined;
      case 'draftChanged':
        session.draft = message.text;
        this.redrawSoon();
        return undefined;
      case 'send':
        void this.send(message.message, 'fromBox');
        return undefined;
      case 'stop':
        session.stop();
        return undefined;
      case 'drawn':
        page?.drawn(message.turn);
        return undefined;
      case 'older':
        page?.older(message.before);
        return undefined;
      case 'showAs':
        page?.showAs(message.turn, message.plain);
        return undefined;
      case 'copyConversationId':
      case 'copyAnswer':
      case 'copyCode':
      case 'wayOut':
        return message;
    }
  }

  /** @param origin what is sent again leaves the message box alone */
  async send(message: string, origin: 'fromBox' | 'again'): Promise<void> {
    const { panel } = this;
    const kept = { yet: false };
    this.isSending = true;
    try {
      await panel.send(message, () => {
        kept.yet = true;
        this.isSending = false;
        if (origin === 'fromBox') this.sent(message);
      });
    } catch (error) {
      // What went wrong afterwards shows at the message.
      if (kept.yet) return;
      this.isSending = false;
      this.post({ type: 'refused', reason: panel.inWords(error) });
    }
  }

  /** What was typed since stays, in the box and in the draft: the page may be another by now. */
  private sent(message: string): void {
    const { session } = this;
    if (session.draft.startsWith(message)) session.draft = session.draft.slice(message.length);
    this.post({ type: 'sent', message });
  }

  private ready(drawing: number): void {
    // Another is on its way in its place.
    if (drawing !== this.drawing) return;
    this.isReady = true;
    this.page?.ready();
    if (this.pendingFocus) this.focus(this.pendingFocus);
    this.pendingFocus = undefined;
  }

  private happened(event: ChatEvent): void {
    this.page?.receive(event, this.isSending);
    // An answer comes in many pieces: what there is of it is drawn at its end.
    if (event.type !== 'text') this.redrawSoon();
  }

  private redrawSoon(): void {
    if (this.panel.isVisible()) return;
    this.redrawing ??= setTimeout(() => {
      this.forgetRedrawing();
      if (!this.panel.isVisible()) this.draw();
    }, redrawnAfterMs);
  }

  private forgetRedrawing(): void {
    clearTimeout(this.redrawing);
    this.redrawing = undefined;
  }
}
