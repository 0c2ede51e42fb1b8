import * as vscode from 'vscode';
import { chatbotLabel } from '../chatbots/chatbot';
import type { Conversation } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import { panelViewType } from '../ids';
import type { FromPanel, ToPanel } from '../shared/panelProtocol';
import type { Times } from './conversationTexts';
import { webviewOptions, webviewPage } from './webviewHtml';

interface OpenPanel {
  panel: vscode.WebviewPanel;
  conversation: Conversation;
}

/** The panels of this window, one a conversation. */
export class ConversationPanels {
  private readonly open = new Map<string, OpenPanel>();
  private readonly icon: { light: vscode.Uri; dark: vscode.Uri };

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly store: Pick<ConversationStore, 'find'>,
    private readonly times: Times,
    private readonly onCopyRequested: (conversation: Conversation) => Promise<unknown>,
  ) {
    const media = (name: string) => vscode.Uri.joinPath(this.extensionUri, 'media', name);
    this.icon = { light: media('conversation-light.svg'), dark: media('conversation-dark.svg') };
  }

  /** The conversation whose panel has the focus, or is the active editor. */
  get active(): Conversation | undefined {
    return [...this.open.values()].find(({ panel }) => panel.active)?.conversation;
  }

  /** Reveals the panel that there is, else makes one, with the focus where the ID is copied. */
  async show(conversation: Conversation): Promise<void> {
    const existing = this.open.get(conversation.id);
    if (existing) {
      existing.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      panelViewType,
      chatbotLabel(conversation.chatbot),
      vscode.ViewColumn.Active,
      { ...webviewOptions, enableFindWidget: true },
    );
    await this.fill(panel, conversation, { focusCopyButton: true });
  }

  /** Fills a panel that VS Code kept over a reload or a restart. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const tab = { isClosed: false };
    const closing = panel.onDidDispose(() => {
      tab.isClosed = true;
    });
    panel.webview.options = webviewOptions;
    const { title } = panel;
    const id = (state as { conversationId?: unknown } | null | undefined)?.conversationId;
    const conversation = typeof id === 'string' ? await this.store.find(id) : undefined;
    const page = conversation ? undefined : await this.missingPage(id, title);
    closing.dispose();
    if (tab.isClosed) return;
    const existing = conversation && this.open.get(conversation.id);
    if (existing) {
      // A tab in the background is restored when it is shown: by then there may be another.
      panel.dispose();
      existing.panel.reveal();
    } else if (conversation) await this.fill(panel, conversation, { focusCopyButton: false });
    else if (page !== undefined) panel.webview.html = page;
  }

  /** The names of chatbots may have changed. */
  async redraw(): Promise<void> {
    for (const { panel, conversation } of [...this.open.values()]) {
      const current = await this.store.find(conversation.id);
      if (!current || chatbotLabel(current.chatbot) === chatbotLabel(conversation.chatbot))
        continue;
      if (this.open.get(current.id)?.panel !== panel) continue;
      this.open.set(current.id, { panel, conversation: current });
      panel.title = chatbotLabel(current.chatbot);
      await this.draw(panel, current);
    }
  }

  /** Says in the panel, if it is open, that its ID is on the clipboard. */
  showCopied(conversation: Conversation): void {
    const open = this.open.get(conversation.id);
    if (open) post(open.panel, { type: 'copied' });
  }

  private async fill(
    panel: vscode.WebviewPanel,
    conversation: Conversation,
    { focusCopyButton }: { focusCopyButton: boolean },
  ): Promise<void> {
    this.open.set(conversation.id, { panel, conversation });
    let focusPending = focusCopyButton;
    panel.iconPath = this.icon;
    const received = panel.webview.onDidReceiveMessage((message: Partial<FromPanel> | null) => {
      if (message?.type === 'copyConversationId') void this.onCopyRequested(conversation);
      if (message?.type !== 'ready') return;
      if (focusPending) post(panel, { type: 'focusCopyButton' });
      focusPending = false;
    });
    panel.onDidDispose(() => {
      received.dispose();
      if (this.open.get(conversation.id)?.panel === panel) this.open.delete(conversation.id);
    });
    await this.draw(panel, conversation);
  }

  private async missingPage(id: unknown, title: string): Promise<string> {
    const { missingConversationBody } = await loadBodies();
    const body = missingConversationBody(typeof id === 'string' ? id : 'not known');
    return webviewPage(this.extensionUri, { bundle: 'panel', title, body });
  }

  private async draw(panel: vscode.WebviewPanel, conversation: Conversation): Promise<void> {
    const { panelBody } = await loadBodies();
    const page = await webviewPage(this.extensionUri, {
      bundle: 'panel',
      title: chatbotLabel(conversation.chatbot),
      body: panelBody(conversation, this.times, Date.now()),
    });
    // It may have been closed meanwhile, or drawn anew.
    if (this.open.get(conversation.id)?.conversation === conversation) panel.webview.html = page;
  }
}

/** The Markdown parser comes along, so it is loaded with the first panel. */
function loadBodies() {
  return import('./panelBody');
}

function post(panel: vscode.WebviewPanel, message: ToPanel): void {
  // False for a page that is gone, which is no failure.
  void panel.webview.postMessage(message);
}
