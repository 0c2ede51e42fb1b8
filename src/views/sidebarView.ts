import type * as vscode from 'vscode';
import type { Chatbot } from '../chatbots/chatbot';
import type { FromSidebar, ToSidebar } from '../shared/sidebarProtocol';
import { readFromSidebar } from './fromSidebar';
import type { SidebarForm } from './sidebarForm';
import { webviewOptions, webviewPage } from './webviewHtml';

/** Commands that the form has buttons for. */
export interface SidebarActions {
  setApiKey: (chatbot: Chatbot) => Promise<void>;
  addChatbot: () => Promise<{ id: string } | undefined>;
  /** @returns the ID of the chatbot to begin with. */
  startSandbox: () => Promise<string>;
  /** Runs an action and reports what it throws. */
  attempt: (action: () => Promise<unknown>) => Promise<unknown>;
}

/** The page of the form: draws what the form holds, hands it what the person does. */
export class SidebarView {
  private view: vscode.WebviewView | undefined;
  private latestDraw = 0;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly form: SidebarForm,
    private readonly actions: SidebarActions,
  ) {}

  async resolve(view: vscode.WebviewView): Promise<void> {
    this.view = view;
    view.webview.options = webviewOptions;
    const received = view.webview.onDidReceiveMessage((message: unknown) => {
      const known = readFromSidebar(message);
      if (known) void this.actions.attempt(() => this.handle(known));
    });
    view.onDidDispose(() => {
      received.dispose();
      if (this.view === view) this.view = undefined;
    });
    view.webview.html = await webviewPage(this.extensionUri, {
      bundle: 'sidebar',
      title: 'New conversation',
      body: '<div id="root"></div>',
    });
  }

  /** Draws the form as it is now. A slower drawing never overwrites a later one. */
  async draw(): Promise<void> {
    const draw = ++this.latestDraw;
    const state = await this.form.snapshot();
    if (draw !== this.latestDraw) return;
    const message: ToSidebar = { type: 'state', state };
    await this.view?.webview.postMessage(message);
  }

  /**
   * Asks with a prompt of VS Code's, which takes the focus out of the page, and brings it back. A
   * view that is hidden by now stays so.
   */
  async comeBackFrom<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } finally {
      if (this.view?.visible) this.view.show(false);
    }
  }

  private async handle(message: FromSidebar): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.draw();
      case 'draftChanged':
        this.form.type(message.draft);
        return;
      case 'create':
        this.form.type(message.draft);
        return this.form.submit();
      case 'cancel':
        this.form.cancel();
        return;
      case 'setApiKey': {
        const { chatbot } = this.form;
        if (chatbot) await this.comeBackFrom(() => this.actions.setApiKey(chatbot));
        return;
      }
      case 'addChatbot': {
        const added = await this.comeBackFrom(() => this.actions.addChatbot());
        if (added) this.form.choose(added.id);
        return;
      }
      case 'trySandbox':
        this.form.choose(await this.actions.startSandbox());
        return;
      case 'wayOut':
        return this.form.follow(message.id);
    }
  }
}
