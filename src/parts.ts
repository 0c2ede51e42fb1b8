import * as vscode from 'vscode';
import { UserdeskClient } from './api/client';
import { ApiKeyStore } from './chatbots/apiKeyStore';
import { ChatbotRegistry } from './chatbots/chatbotRegistry';
import { SandboxRunner } from './chatbots/sandboxRunner';
import { Settings } from './chatbots/settings';
import { addChatbot } from './commands/addChatbot';
import type { CommandParts } from './commands/commandParts';
import { commandTable } from './commands/commandTable';
import { copyIdOf } from './commands/copyConversationId';
import { CreationFlow } from './commands/creationFlow';
import { presentWith } from './commands/presentConversation';
import { setApiKeyOf } from './commands/setApiKey';
import { CredentialNotices } from './commands/credentialNotices';
import { ConversationFile } from './conversations/conversationFile';
import { createConversationWith } from './conversations/createConversation';
import { endpointOf } from './conversations/endpoints';
import { LastUser } from './conversations/lastUser';
import { contextKeys, type CommandId } from './ids';
import type { ChatbotPrompts } from './prompts/chatbotSteps';
import { createForOthers } from './publicApi';
import { sandboxSupportId } from './sandbox/chatbots';
import { DisposableStore } from './support/disposables';
import { lazy } from './support/lazy';
import { Log } from './support/log';
import { FailureReporter } from './support/reportFailure';
import { ConversationPanels } from './views/conversationPanels';
import { ConversationsTree } from './views/conversationsTree';
import { Times } from './views/conversationTexts';
import { SidebarForm } from './views/sidebarForm';
import { SidebarView } from './views/sidebarView';

export type Parts = ReturnType<typeof createParts>;

/** Puts the extension together. Runs when the first of its doors is used, not at start-up. */
export function createParts(context: vscode.ExtensionContext) {
  const owned = new DisposableStore();
  const log = owned.add(new Log());
  const settings = new Settings();
  const times = new Times(vscode.env.language);
  const failures = new FailureReporter(log);
  const changed = owned.add(new vscode.EventEmitter<undefined>());
  const notifyChange = () => {
    changed.fire(undefined);
  };
  const notices = new CredentialNotices(log, (chatbot) => setApiKeyOf(chatbot, keys));
  const keys = new ApiKeyStore(
    context.secrets,
    context.globalState,
    (apiKey) => {
      log.hide(apiKey);
    },
    (reason) => {
      notices.storageFailed(reason);
    },
    notifyChange,
  );
  const store = new ConversationFile(
    vscode.Uri.joinPath(context.globalStorageUri, 'conversations.jsonl').fsPath,
    (reason) => {
      notices.recordFailed(reason);
    },
    notifyChange,
  );
  const sandbox = owned.add(
    new SandboxRunner(
      async () => (await import('./sandbox/server')).startSandbox(),
      (running) => {
        void vscode.commands.executeCommand('setContext', contextKeys.sandboxRunning, running);
        notifyChange();
      },
    ),
  );
  const registry = new ChatbotRegistry(
    settings,
    async () => (await store.list()).map(({ chatbot }) => chatbot),
    () => sandbox.isRunning,
  );
  const client = lazy(async () => {
    const { createNodeFetch } = await import('./api/nodeFetch');
    const nodeFetch = owned.add(createNodeFetch());
    return new UserdeskClient(nodeFetch.fetch, (exchange) => {
      log.exchange(exchange);
    });
  });
  const create = createConversationWith({
    client,
    endpointOf: (chatbot) =>
      endpointOf(
        {
          apiBaseUrl: () => settings.apiBaseUrl,
          apiKeyOf: (whose) => keys.get(whose),
          sandbox,
        },
        chatbot,
      ),
    onKeyAccepted: (chatbot, apiKey) => keys.accept(chatbot, apiKey),
    onKeyRefused: (chatbot, apiKey) => {
      keys.refuse(chatbot, apiKey);
    },
    store,
    now: Date.now,
  });
  const panels: ConversationPanels = owned.add(
    new ConversationPanels(context.extensionUri, store, times, (conversation) =>
      copyIdOf(conversation, panels),
    ),
  );
  const lastUser = new LastUser(context.globalState);
  const prompts: ChatbotPrompts = {
    known: () => registry.known(),
    chatbot: (id) => registry.chatbot(id),
    hasApiKey: (chatbot) => keys.has(chatbot),
    get apiBaseUrl() {
      return settings.apiBaseUrl;
    },
  };
  const present = presentWith(panels, registry, context.globalState);
  const shared = { create, prompts, keys, settings, lastUser, failures, present };
  const flow = new CreationFlow(shared);
  const commandParts: CommandParts = {
    ...{ log, registry, keys, prompts, sandbox, store, flow, panels, settings, times },
  };
  const form = new SidebarForm({
    ...shared,
    tryAnotherKey: (chatbot) => flow.tryAnotherKey(chatbot),
    onDidChange: notifyChange,
  });

  const runCommand = async (id: CommandId, argument: unknown): Promise<unknown> =>
    attempt(() => commandTable[id](commandParts, argument));
  /** The last net under every door: what is thrown is logged and told. */
  const attempt = async (action: () => Promise<unknown>): Promise<unknown> => {
    try {
      return await action();
    } catch (error) {
      failures.showOf(error, () => attempt(action));
      return undefined;
    }
  };
  const sidebar = new SidebarView(context.extensionUri, form, {
    attempt,
    setApiKey: (chatbot) => setApiKeyOf(chatbot, keys),
    addChatbot: () => addChatbot(commandParts),
    startSandbox: async () => {
      await sandbox.ensure();
      return sandboxSupportId;
    },
  });
  const tree = owned.add(new ConversationsTree(store, times));
  owned.add(
    changed.event(() => {
      tree.refresh();
      void attempt(() => sidebar.draw());
    }),
  );
  owned.add(
    settings.onDidChange(() => {
      form.followDefault();
    }),
  );
  // Another window may have written what this one shows.
  owned.add(context.secrets.onDidChange(notifyChange));
  owned.add(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) notifyChange();
    }),
  );
  void attempt(async () => {
    notices.lost(await keys.takeLost());
  });

  return {
    runCommand,
    tree,
    sidebar,
    panels,
    createForOthers: createForOthers(create, registry, settings, failures),
    dispose: () => {
      owned.dispose();
    },
  };
}
