import * as vscode from 'vscode';
import { chatbotLabel, isSameChatbot } from '../chatbots/chatbot';
import { conversationKey, isAmong, refOf, type Conversation } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import { recordedTitle } from '../conversations/recordedTitle';
import { panelViewType } from '../ids';
import type { ConversationRef } from '../record/protocol';
import type { PanelState } from '../shared/panelProtocol';
import { showInformation } from '../support/notifications';
import { ConversationPanel, loadViews, type PanelParts } from './conversationPanel';
import { readPanelState } from './fromPanel';
import { PageLink } from './pageLink';
import { webviewOptions, webviewPage } from './webviewHtml';

/** The panels of this window, one a conversation. */
export class ConversationPanels {
  private readonly open = new Map<string, ConversationPanel>();
  private readonly icon: { light: vscode.Uri; dark: vscode.Uri };

  constructor(
    private readonly store: Pick<ConversationStore, 'find' | 'get'>,
    private readonly parts: PanelParts & { isHistoryEnabled: boolean },
  ) {
    const media = (name: string) => vscode.Uri.joinPath(parts.extensionUri, 'media', name);
    this.icon = { light: media('conversation-light.svg'), dark: media('conversation-dark.svg') };
  }

  /** The panel that has the focus, or is the active editor. */
  get activePanel(): ConversationPanel | undefined {
    return [...this.open.values()].find(({ panel }) => panel.active);
  }

  /** Whether one shows that is not the active editor: in another group, beside it. */
  get showsInactive(): boolean {
    return [...this.open.values()].some(({ panel }) => panel.visible && !panel.active);
  }

  get active(): Conversation | undefined {
    return this.activePanel?.conversation;
  }

  /** Reveals the panel that there is, else makes one, with the focus where the ID is copied. */
  async show(conversation: Conversation): Promise<ConversationPanel> {
    const existing = this.find(conversation);
    if (existing) {
      existing.panel.reveal();
      return existing;
    }
    const panel = vscode.window.createWebviewPanel(
      panelViewType,
      chatbotLabel(conversation.chatbot),
      vscode.ViewColumn.Active,
      { ...webviewOptions, enableFindWidget: true },
    );
    return this.fill(panel, conversation, 'copyButton');
  }

  /** Fills a panel that VS Code kept over a reload or a restart. */
  async restore(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    const tab = { isClosed: false };
    const closing = panel.onDidDispose(() => {
      tab.isClosed = true;
    });
    panel.webview.options = webviewOptions;
    const { title } = panel;
    const state = readPanelState(kept);
    const conversation = state && (await this.recorded(state));
    const page = conversation ? undefined : await this.missingPage(state, title);
    closing.dispose();
    if (tab.isClosed) return;
    const existing = conversation && this.find(conversation);
    if (existing) {
      // A tab in the background is restored when it is shown: by then there may be another.
      panel.dispose();
      existing.panel.reveal();
    } else if (conversation) await this.fill(panel, conversation);
    else if (page !== undefined) {
      if (state) this.offerToCopy(state.conversationId, panel.webview);
      panel.webview.html = page;
    }
  }

  private recorded({ conversationId: id, origin }: PanelState): Promise<Conversation | undefined> {
    return origin === undefined ? this.store.find(id) : this.store.get({ origin, id });
  }

  /** Of a conversation that is gone from the record the page still has the ID to give. */
  private offerToCopy(id: string, webview: vscode.Webview): void {
    const link = new PageLink((message) => void webview.postMessage(message));
    // Ends with the webview.
    webview.onDidReceiveMessage((said: unknown) => {
      if (link.receive(said)?.type !== 'copyConversationId') return;
      void this.parts.actions.attempt(async () => {
        await vscode.env.clipboard.writeText(id);
        link.post({ type: 'copied', what: 'id' });
      });
    });
  }

  /** The names of chatbots may have changed. */
  async redraw(): Promise<void> {
    for (const open of [...this.open.values()]) open.settingsChanged();
    await this.followChatbots('any');
  }

  /** They may go by another name, or these conversations over to another one. */
  async followChatbots(refs: readonly ConversationRef[] | 'any'): Promise<void> {
    for (const open of [...this.open.values()]) {
      if (refs !== 'any' && !isAmong(refs, open.conversation)) continue;
      const current = await this.store.get(refOf(open.conversation));
      // Closed meanwhile, or told by another call.
      if (!current || this.find(open.conversation) !== open) continue;
      const [then, now] = [open.conversation.chatbot, current.chatbot];
      if (isSameChatbot(then, now) && chatbotLabel(then) === chatbotLabel(now)) continue;
      open.changeChatbot(current);
    }
  }

  /** What another window has deleted; where an answer is under way it begins anew with that. */
  async closeDeleted(refs: readonly ConversationRef[] | 'all'): Promise<void> {
    const titles: string[] = [];
    for (const open of [...this.open.values()]) {
      const { conversation, isAnswering, panel } = open;
      if (isAnswering || (refs !== 'all' && !isAmong(refs, conversation))) continue;
      if (await this.store.get(refOf(conversation))) continue;
      titles.push(`"${recordedTitle(conversation)}"`);
      panel.dispose();
    }
    if (titles.length === 0) return;
    void showInformation(`Deleted in another window, and closed here: ${titles.join(', ')}.`);
  }

  /** @returns whether it was open. */
  close(conversation: Conversation): boolean {
    const shown = this.find(conversation);
    shown?.panel.dispose();
    return shown !== undefined;
  }

  /** Those too that were not shown since VS Code was started: of them there are only tabs. */
  async closeAll(): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(
      tabs.filter(
        ({ input }) =>
          input instanceof vscode.TabInputWebview && input.viewType.endsWith(panelViewType),
      ),
    );
  }

  /** Says in the panel, if it is open, that its ID is on the clipboard. */
  showCopied(conversation: Conversation): void {
    this.find(conversation)?.showCopied();
  }

  private find(conversation: Conversation): ConversationPanel | undefined {
    return this.open.get(conversationKey(conversation));
  }

  private async fill(
    panel: vscode.WebviewPanel,
    conversation: Conversation,
    focus?: 'copyButton',
  ): Promise<ConversationPanel> {
    panel.iconPath = this.icon;
    const filled = new ConversationPanel(panel, conversation, this.parts);
    const key = conversationKey(conversation);
    this.open.set(key, filled);
    panel.onDidDispose(() => {
      if (this.open.get(key) === filled) this.open.delete(key);
    });
    if (focus) filled.focus(focus);
    await filled.start();
    return filled;
  }

  private async missingPage(state: PanelState | undefined, title: string): Promise<string> {
    const { missingConversationBody } = await loadViews();
    const { extensionUri, isHistoryEnabled } = this.parts;
    const body = missingConversationBody(
      state ?? { conversationId: 'not known' },
      isHistoryEnabled,
    );
    return webviewPage(extensionUri, { bundle: 'panel', title, body });
  }
}
