import * as vscode from 'vscode';
import { UserdeskClient } from './api/client';
import { ApiKeyStore } from './chatbots/apiKeyStore';
import { ChatbotRegistry } from './chatbots/chatbotRegistry';
import type { Chatbot } from './chatbots/chatbot';
import { Settings } from './chatbots/settings';
import { addChatbot } from './commands/addChatbot';
import type { CommandParts } from './commands/commandParts';
import { commandTable } from './commands/commandTable';
import { copyIdOf } from './commands/copyConversationId';
import { CreationFlow } from './commands/creationFlow';
import { CredentialNotices } from './commands/credentialNotices';
import { presentWith } from './commands/presentConversation';
import { setApiKeyOf } from './commands/setApiKey';
import { retryMessage } from './commands/retryMessage';
import { ChatSessions } from './conversations/chatSessions';
import { createConversationWith } from './conversations/createConversation';
import { endpointOf } from './conversations/endpoints';
import { followRecord } from './conversations/followRecord';
import { LastUser } from './conversations/lastUser';
import { RecordedConversations } from './conversations/recordedConversations';
import { RecordedTranscripts } from './conversations/recordedTranscripts';
import { sendMessageWith } from './conversations/sendMessage';
import { streamMessageWith } from './conversations/streamMessage';
import { createRecord } from './createRecord';
import { createSandbox } from './createSandbox';
import type { CommandId } from './ids';
import type { ChatbotPrompts } from './prompts/chatbotSteps';
import { apiForOthers } from './publicApi';
import { DisposableStore } from './support/disposables';
import { everyMidnight } from './support/everyMidnight';
import { lazy } from './support/lazy';
import { Log } from './support/log';
import { FailureReporter } from './support/reportFailure';
import { ConversationPanels } from './views/conversationPanels';
import { chosenRowIn } from './views/chosenRow';
import { ConversationsTree, type ConversationsList } from './views/conversationsTree';
import { Times } from './views/conversationTexts';
import { SidebarForm } from './views/sidebarForm';
import { SidebarView } from './views/sidebarView';

/** Of the people used before, so many are offered. */
const usersOffered = 20;

/** Puts the extension together. Runs when the first of its doors is used, not at start-up. */
export function createParts(context: vscode.ExtensionContext, list: ConversationsList) {
  const owned = new DisposableStore();
  const foundation = createFoundation(owned);
  const { log, settings, failures, didChange, didChangeRecord } = foundation;
  const stores = createStores(context, owned, foundation);
  const { keys, record, knownKeys, sandbox, scenarios, store, registry } = stores;
  const { create, send, sessions } = createUseCases(owned, foundation, stores);

  // As the record began with it: a change counts in the next window.
  const { isHistoryEnabled } = settings;
  const times = new Times(vscode.env.language);
  // VS Code's own, which it closes or keeps for the next start as it sees fit.
  const panels: ConversationPanels = new ConversationPanels(store, {
    ...{ extensionUri: context.extensionUri, sessions, times, isHistoryEnabled },
    actions: {
      attempt: (action) => failures.attempt(action),
      copyConversationId: (conversation) => copyIdOf(conversation, panels),
      follow: (id, failed) => failures.follow(id, retryMessage({ flow, panels }, failed)),
      sendOn: () => settings.sendOn,
      inWords: (error, { chatbot }) =>
        failures.inWords(error, { chatbot, request: 'message' }).message,
    },
  });
  const tree = owned.add(new ConversationsTree(store, times, list));
  const prompts: ChatbotPrompts = {
    known: () => registry.known(),
    chatbot: (id) => registry.chatbot(id),
    apiKeyState: (chatbot) => keys.state(chatbot),
    apiBaseUrl: () => settings.apiBaseUrl,
    sandbox,
    usersOf: (chatbot) => store.users(chatbot, usersOffered),
  };
  const lastUser = new LastUser(context.globalState, foundation.changed, isHistoryEnabled);
  const present = presentWith(panels, settings, context.globalState, failures);
  const creationParts = { create, prompts, keys, settings, lastUser, failures, present };
  const flow = new CreationFlow(creationParts);
  const form = new SidebarForm({
    ...creationParts,
    tryAnotherKey: (chatbot) => sidebar.comeBackFrom(() => flow.tryAnotherKey(chatbot)),
    onDidChange: () => void failures.attempt(() => sidebar.draw()),
  });
  const sidebar: SidebarView = new SidebarView(context.extensionUri, form, {
    attempt: (action) => failures.attempt(action),
    setApiKey: (chatbot) => setApiKeyOf(chatbot, keys),
    addChatbot: () => addChatbot({ prompts }),
    startSandbox: () => sandbox.ensure().then(({ chatbots }) => chatbots()[0]?.id ?? ''),
  });
  const commandParts: CommandParts = {
    ...{ log, failures, registry, keys, knownKeys, prompts, sandbox, store, sessions, send },
    ...{ scenarios, flow, panels, settings, times, tree, lastUser, record },
    chosenRow: chosenRowIn(list, store),
  };

  owned.add(
    followRecord(record, sessions, {
      notices: foundation.notices,
      changed: (turnsOf) => {
        if (turnsOf && tree.has(turnsOf)) void failures.attempt(() => tree.describe());
        else didChangeRecord.fire();
      },
      written: (refs) => void failures.attempt(() => panels.followChatbots(refs)),
      deleted: (refs) => void failures.attempt(() => panels.closeDeleted(refs)),
    }),
  );
  owned.add(
    didChangeRecord.event(() => {
      tree.refresh();
      form.followSettings();
    }),
  );
  owned.add(
    didChange.event(() => {
      didChangeRecord.fire();
      void failures.attempt(() => panels.redraw());
    }),
  );
  // "Today" is another day from then on.
  owned.add(everyMidnight(tree.refresh.bind(tree)));
  void failures.attempt(async () => {
    const lost = await keys.takeLost();
    foundation.notices.lost(lost, (chatbot) => setApiKeyOf(chatbot, keys));
  });

  return {
    tree,
    sidebar,
    panels,
    runCommand: (id: CommandId, argument: unknown): Promise<unknown> =>
      failures.attempt(() => commandTable[id](commandParts, argument)),
    api: apiForOthers({ create, send, registry, settings, failures }),
    /** The record ends last: VS Code disposes of the rest while this is still under way. */
    settle: async () => {
      await sessions.settle();
      await record.close();
    },
    dispose: () => {
      owned.dispose();
    },
  };
}

type Foundation = ReturnType<typeof createFoundation>;

/** What everything else stands on: settings, words for failures, and word of changes. */
function createFoundation(owned: DisposableStore) {
  const seenKeys = new Set<string>();
  const log = owned.add(new Log(seenKeys));
  const failures = new FailureReporter(log);
  const notices = new CredentialNotices(log, failures);
  const settings = new Settings();
  const didChange = owned.add(new vscode.EventEmitter<void>());
  const changed = () => {
    didChange.fire();
  };
  /** Of the record: what panels show of it their sessions tell. */
  const didChangeRecord = owned.add(new vscode.EventEmitter<void>());
  owned.add(settings.onDidChange(changed));
  return { log, seenKeys, failures, notices, settings, didChange, didChangeRecord, changed };
}

type Stores = ReturnType<typeof createStores>;

/** What is kept: keys, conversations, and the chatbots that follow from both. */
function createStores(
  context: vscode.ExtensionContext,
  owned: DisposableStore,
  { log, seenKeys, notices, settings, failures, changed, didChangeRecord }: Foundation,
) {
  const keys = new ApiKeyStore(context.secrets, context.globalState, {
    changed,
    keySeen: (apiKey) => {
      seenKeys.add(apiKey);
    },
    noteFailed: (reason) => {
      log.error('The note of stored keys could not be written', reason);
    },
    storageFailed: (reason) => {
      notices.storageFailed(reason);
    },
  });
  // Former ones too, as far as this window has seen them.
  const knownKeys = async () => [...(await keys.all()), ...seenKeys];
  const record = createRecord(context, settings, log);
  const { sandbox, scenarios } = createSandbox(context, owned, failures, changed);
  const registry = new ChatbotRegistry(settings, () => record.ask({ type: 'chatbots' }), sandbox);
  const store = new RecordedConversations(record, () => registry.names());
  // Another window may have written what this one shows.
  owned.add(context.secrets.onDidChange(changed));
  owned.add(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (!focused) return;
      didChangeRecord.fire();
      void record.ask({ type: 'refresh' });
    }),
  );
  return { keys, knownKeys, record, sandbox, scenarios, registry, store };
}

/** Creating a conversation and talking in it, from what is kept to Userdesk and back. */
function createUseCases(
  owned: DisposableStore,
  { log, seenKeys, settings, notices, failures }: Foundation,
  { keys, knownKeys, record, sandbox, store }: Stores,
) {
  const client = lazy(async () => {
    const { createNodeFetch } = await import('./api/nodeFetch');
    const { fetch } = owned.add(createNodeFetch());
    return new UserdeskClient(fetch, (exchange) => {
      log.exchange(exchange);
    });
  });
  const apiKeyOf = keys.get.bind(keys);
  const endpointParts = { apiBaseUrl: () => settings.apiBaseUrl, apiKeyOf, sandbox };
  const parts = {
    ...{ client, keys, knownKeys, sandbox, store, now: Date.now },
    endpointOf: (chatbot: Chatbot) => endpointOf(endpointParts, chatbot),
    timeoutMs: () => settings.requestTimeoutMs,
    notRecorded: notices.notRecorded.bind(notices),
  };
  const sessions = new ChatSessions({
    knownKeys,
    seenKeys,
    stream: streamMessageWith(parts),
    store: new RecordedTranscripts(record),
    describe: (error, { chatbot }) => failures.describe(error, { chatbot, request: 'message' }),
    failed: (error) => {
      log.error('A conversation ran into a problem of its own', error);
    },
    now: Date.now,
  });
  const send = sendMessageWith(store, sessions, Date.now);
  return { create: createConversationWith(parts), send, sessions };
}
