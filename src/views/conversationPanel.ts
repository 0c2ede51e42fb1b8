import * as vscode from 'vscode';
import { chatbotLabel } from '../chatbots/chatbot';
import type { ChatSessions } from '../conversations/chatSessions';
import type { Conversation } from '../conversations/conversation';
import type { WayOut } from '../shared/failureView';
import type { SendOn } from '../shared/panelProtocol';
import { DisposableStore } from '../support/disposables';
import type { Times } from './conversationTexts';
import type { Focus, OfPanel, PanelChat } from './panelChat';
import { pagesOf } from './webviewHtml';

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

/** One panel: a webview on one session. */
export class ConversationPanel {
  private readonly owned = new DisposableStore();
  private chat: PanelChat | undefined;
  /** For a chat that is not there yet. */
  private pendingFocus: Focus | undefined;
  private isClosed = false;

  constructor(
    readonly panel: vscode.WebviewPanel,
    private current: Conversation,
    private readonly parts: PanelParts,
  ) {
    this.owned.add(
      panel.webview.onDidReceiveMessage((said: unknown) => {
        void parts.actions.attempt(async () => {
          const message = this.chat?.receive(said);
          if (message) await this.handle(message);
        });
      }),
    );
    this.owned.add(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.chat?.hidden();
      }),
    );
    panel.onDidDispose(() => {
      this.isClosed = true;
      this.owned.dispose();
    });
  }

  get conversation(): Conversation {
    return this.current;
  }

  /** Takes up the conversation and draws it. */
  async start(): Promise<void> {
    const { panel, parts } = this;
    const { session, release } = await parts.sessions.acquire(this.current);
    this.owned.add({ dispose: release });
    const [{ PanelChat }, pageWith] = await Promise.all([
      loadViews(),
      pagesOf(parts.extensionUri, 'panel'),
    ]);
    if (this.isClosed) return;
    const chat = new PanelChat(this.current, session, {
      isVisible: () => panel.visible,
      show: (body) => {
        panel.title = chatbotLabel(this.current.chatbot);
        panel.webview.html = pageWith({ title: panel.title, body });
      },
      // False for a page that is gone, which is no failure: it will say when it is there.
      post: (message) => void panel.webview.postMessage(message),
      send: (message, onKept) =>
        parts.sessions.use(this.current, (used) => used.send(message, onKept)),
      inWords: (error) => parts.actions.inWords(error, this.current),
      sendOn: parts.actions.sendOn,
      times: parts.times,
      now: Date.now,
    });
    this.owned.add(chat);
    this.chat = chat;
    chat.draw();
    if (this.pendingFocus) chat.focus(this.pendingFocus);
  }

  /** Draws the page anew: the chatbot goes by another name, or is another one. */
  changeChatbot(conversation: Conversation): void {
    this.current = conversation;
    if (!this.chat) return;
    this.chat.conversation = conversation;
    this.chat.draw();
  }

  focus(target: Focus): void {
    if (this.chat) this.chat.focus(target);
    else this.pendingFocus = target;
  }

  /** Puts a text into the message box. */
  putDraft(text: string): void {
    this.chat?.putDraft(text);
  }

  stop(): void {
    this.chat?.session.stop();
  }

  get isAnswering(): boolean {
    return this.chat?.session.isAnswering ?? false;
  }

  showCopied(): void {
    this.chat?.post({ type: 'copied', what: 'id' });
  }

  settingsChanged(): void {
    this.chat?.settingsChanged();
  }

  private async handle(message: OfPanel): Promise<void> {
    const { chat, parts } = this;
    switch (message.type) {
      case 'copyConversationId':
        await parts.actions.copyConversationId(this.current);
        return;
      case 'copyAnswer':
        return this.copy(chat?.textOf(message.turn));
      case 'copyCode': {
        const { codeBlocks } = await loadViews();
        const blocks = await codeBlocks(chat?.textOf(message.turn) ?? '');
        return this.copy(blocks[message.index]);
      }
      case 'wayOut':
        return this.follow(message.id);
    }
  }

  private async copy(text: string | undefined): Promise<void> {
    if (text === undefined) return;
    await vscode.env.clipboard.writeText(text);
    this.chat?.post({ type: 'copied', what: 'text' });
  }

  private async follow(id: WayOut): Promise<void> {
    const { chat, current, parts } = this;
    const failed = chat?.session.turns.at(-1);
    if (!chat || chat.session.isAnswering || !failed?.trouble?.waysOut.includes(id)) return;
    const { message } = failed;
    await parts.actions.follow(id, {
      conversation: current,
      message,
      again: () => chat.send(message, 'again'),
    });
  }
}

/** The Markdown parser comes along, so they are loaded with the first panel. */
export async function loadViews() {
  const [chat, body, code] = await Promise.all([
    import('./panelChat'),
    import('./panelBody'),
    import('../markdown/codeBlocks'),
  ]);
  return { ...chat, ...body, ...code };
}
