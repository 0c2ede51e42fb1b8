import * as vscode from 'vscode';
import { chatbotLabel } from '../chatbots/chatbot';
import type { ChatSession } from '../conversations/chatSession';
import type { ChatSessions } from '../conversations/chatSessions';
import type { Conversation } from '../conversations/conversation';
import type { WayOut } from '../shared/failureView';
import type { FromPanel, Reading, SendOn, ToPanel } from '../shared/panelProtocol';
import { DisposableStore } from '../support/disposables';
import type { ChatPage } from './chatPage';
import type { Times } from './conversationTexts';
import { readFromPanel, readPosition, writePosition } from './fromPanel';
import { webviewPage } from './webviewHtml';

/** What a panel asks of the rest. */
export interface PanelActions {
  /** Runs an action and reports what it throws. */
  attempt: <T>(action: () => Promise<T>) => Promise<T | undefined>;
  copyConversationId: (conversation: Conversation) => Promise<unknown>;
  /** The way out of a failed message; `again` sends it anew. */
  follow: (
    id: WayOut,
    failed: { conversation: Conversation; message: string; again: () => Promise<unknown> },
  ) => Promise<unknown>;
  sendOn: () => SendOn;
  /** Words for what was refused before it was sent. */
  inWords: (error: unknown, conversation: Conversation) => string;
}

export interface PanelParts {
  extensionUri: vscode.Uri;
  sessions: ChatSessions;
  times: Times;
  actions: PanelActions;
}

type Focus = Extract<ToPanel, { type: 'focus' }>['target'];

/** One panel: a webview on one session. */
export class ConversationPanel {
  private readonly owned = new DisposableStore();
  private session: ChatSession | undefined;
  private page: ChatPage | undefined;
  private isReady = false;
  /** Outlives the page: a tab that is shown again goes on where it was. */
  private reading: Reading = {};
  /** For a page that is not there yet. */
  private pendingFocus: Focus | undefined;
  private isSending = false;
  private isClosed = false;

  constructor(
    readonly panel: vscode.WebviewPanel,
    public conversation: Conversation,
    private readonly parts: PanelParts,
  ) {
    this.owned.add(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const known = readFromPanel(message);
        if (known) void parts.actions.attempt(() => this.handle(known));
      }),
    );
    this.owned.add(
      panel.onDidChangeViewState(() => {
        if (panel.visible) return;
        this.isReady = false;
        this.page?.leave();
      }),
    );
    panel.onDidDispose(() => {
      this.isClosed = true;
      this.owned.dispose();
    });
  }

  /** Takes up the conversation and draws it. */
  async start(): Promise<void> {
    const { session, release } = await this.parts.sessions.acquire(this.conversation);
    this.owned.add({ dispose: release });
    const stopListening = session.listen((event) => this.page?.receive(event, this.isSending));
    this.owned.add({ dispose: stopListening });
    this.session = session;
    this.reading = readPosition(session.position);
    await this.draw();
  }

  /** Draws the page anew, with all that there is. */
  async draw(): Promise<void> {
    const { parts, panel, conversation, session } = this;
    if (!session) return;
    const { ChatPage, MessageViews, panelBody } = await loadViews();
    const views = new MessageViews(conversation, parts.times);
    const page = new ChatPage(session, views, parts.actions.sendOn, (message) => {
      this.post(message);
    });
    // From here on it is told what happens: the page before this one is out of date.
    this.page = page;
    this.isReady = false;
    const body = panelBody({ ...page.snapshot(), conversation }, parts.times, Date.now());
    const title = chatbotLabel(conversation.chatbot);
    const html = await webviewPage(parts.extensionUri, { bundle: 'panel', title, body });
    if (this.isClosed || this.page !== page) return;
    panel.title = title;
    panel.webview.html = html;
  }

  /** Now if the page is there, else as soon as it is. */
  focus(target: Focus): void {
    if (this.isReady) this.post({ type: 'focus', target });
    else this.pendingFocus = target;
  }

  /** Puts a text into the message box. */
  putDraft(text: string): void {
    if (this.session) this.session.draft = text;
    this.post({ type: 'draft', text });
  }

  stop(): void {
    this.session?.stop();
  }

  get isAnswering(): boolean {
    return this.session?.isAnswering ?? false;
  }

  showCopied(): void {
    this.post({ type: 'copied', what: 'id' });
  }

  settingsChanged(): void {
    this.page?.postComposer();
  }

  private post(message: ToPanel): void {
    // False for a page that is gone, which is no failure: it will say when it is there.
    void this.panel.webview.postMessage(message);
  }

  private async handle(message: FromPanel): Promise<void> {
    const { session, page, parts, conversation } = this;
    switch (message.type) {
      case 'ready':
        this.isReady = true;
        page?.ready(this.reading);
        if (this.pendingFocus) this.focus(this.pendingFocus);
        this.pendingFocus = undefined;
        return;
      case 'reading':
        this.reading = message;
        if (session) session.position = writePosition(message);
        return;
      case 'copyConversationId':
        await parts.actions.copyConversationId(conversation);
        return;
      case 'draftChanged':
        if (session) session.draft = message.text;
        return;
      case 'send':
        return this.send(message.message, 'fromBox');
      case 'stop':
        this.stop();
        return;
      case 'drawn':
        page?.drawn(message.turn);
        return;
      case 'older':
        page?.older(message.before);
        return;
      case 'showAs':
        page?.showAs(message.turn, message.plain);
        return;
      case 'copyAnswer':
        return this.copy(page?.textOf(message.turn));
      case 'copyCode': {
        const { codeBlocks } = await loadViews();
        const blocks = await codeBlocks(page?.textOf(message.turn) ?? '');
        return this.copy(blocks[message.index]);
      }
      case 'wayOut':
        return this.follow(message.id);
    }
  }

  private async copy(text: string | undefined): Promise<void> {
    if (text === undefined) return;
    await vscode.env.clipboard.writeText(text);
    this.post({ type: 'copied', what: 'text' });
  }

  /** @param origin what is sent again leaves the message box alone */
  private async send(message: string, origin: 'fromBox' | 'again'): Promise<void> {
    const { parts, conversation } = this;
    const kept = { yet: false };
    this.isSending = true;
    try {
      // The session is held until the answer has ended, even if the panel is closed before.
      await parts.sessions.use(conversation, (session) =>
        session.send(message, () => {
          kept.yet = true;
          this.isSending = false;
          if (origin === 'again') return;
          if (session.draft === message) session.draft = '';
          this.post({ type: 'sent', message });
        }),
      );
    } catch (error) {
      // What went wrong afterwards shows at the message.
      if (kept.yet) return;
      this.isSending = false;
      this.post({ type: 'refused', reason: parts.actions.inWords(error, conversation) });
    }
  }

  private async follow(id: WayOut): Promise<void> {
    const { conversation, session, parts } = this;
    const failed = session?.turns.at(-1);
    if (session?.isAnswering || !failed?.trouble?.waysOut.includes(id)) return;
    const { message } = failed;
    await parts.actions.follow(id, {
      conversation,
      message,
      again: () => this.send(message, 'again'),
    });
  }
}

/** The Markdown parser comes along, so they are loaded with the first panel. */
export async function loadViews() {
  const [page, messages, body, code] = await Promise.all([
    import('./chatPage'),
    import('./messageViews'),
    import('./panelBody'),
    import('../markdown/codeBlocks'),
  ]);
  return { ...page, ...messages, ...body, ...code };
}
