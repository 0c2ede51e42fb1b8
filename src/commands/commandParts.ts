import type { ApiKeyStore } from '../chatbots/apiKeyStore';
import type { ChatbotRegistry } from '../chatbots/chatbotRegistry';
import type { SandboxRunner } from '../chatbots/sandboxRunner';
import type { Conversation } from '../conversations/conversation';
import type { ChatSessions } from '../conversations/chatSessions';
import type { RecordClient } from '../conversations/recordClient';
import type { LastUser } from '../conversations/lastUser';
import type { SendMessage } from '../conversations/sendMessage';
import type { ConversationStore } from '../conversations/conversationStore';
import type { ChatbotPrompts } from '../prompts/chatbotSteps';
import type { Log } from '../support/log';
import type { SandboxScenarios } from '../support/sandboxScenarios';
import type { FailureReporter } from '../support/reportFailure';
import type { ConversationPanels } from '../views/conversationPanels';
import type { Settings } from '../chatbots/settings';
import type { ConversationsTree } from '../views/conversationsTree';
import type { Times } from '../views/conversationTexts';
import type { CreationFlow } from './creationFlow';

/** What commands work with; each takes what it needs. */
export interface CommandParts {
  log: Pick<Log, 'show' | 'error'>;
  failures: FailureReporter;
  registry: ChatbotRegistry;
  keys: ApiKeyStore;
  /** Every API key that must not get into a text that leaves VS Code. */
  knownKeys: () => Promise<string[]>;
  prompts: ChatbotPrompts;
  sandbox: SandboxRunner;
  scenarios: SandboxScenarios;
  record: Pick<RecordClient, 'ask'>;
  store: ConversationStore;
  sessions: ChatSessions;
  send: SendMessage;
  flow: CreationFlow;
  panels: ConversationPanels;
  tree: ConversationsTree;
  lastUser: LastUser;
  /** The conversation of the row that is selected in the tree, if that shows. */
  chosenRow: () => Promise<Conversation | undefined>;
  settings: Settings;
  times: Times;
}
