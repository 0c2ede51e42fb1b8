/** Every public id of the extension, named once. package.json declares the same; a test compares. */

export const commands = {
  createConversation: 'userdesk.createConversation',
  createDefaultConversation: 'userdesk.createDefaultConversation',
  setApiKey: 'userdesk.setApiKey',
  deleteApiKey: 'userdesk.deleteApiKey',
  addChatbot: 'userdesk.addChatbot',
  removeChatbot: 'userdesk.removeChatbot',
  setDefaultChatbot: 'userdesk.setDefaultChatbot',
  openConversation: 'userdesk.openConversation',
  openConversationById: 'userdesk.openConversationById',
  copyConversationId: 'userdesk.copyConversationId',
  newConversation: 'userdesk.newConversation',
  newConversationAsAnotherUser: 'userdesk.newConversationAsAnotherUser',
  filterConversations: 'userdesk.filterConversations',
  showMoreConversations: 'userdesk.showMoreConversations',
  renameConversation: 'userdesk.renameConversation',
  editNote: 'userdesk.editNote',
  pinConversation: 'userdesk.pinConversation',
  unpinConversation: 'userdesk.unpinConversation',
  deleteConversation: 'userdesk.deleteConversation',
  backUpHistory: 'userdesk.backUpHistory',
  restoreHistory: 'userdesk.restoreHistory',
  deleteAllHistory: 'userdesk.deleteAllHistory',
  sendMessage: 'userdesk.sendMessage',
  stopResponse: 'userdesk.stopResponse',
  focusMessageInput: 'userdesk.focusMessageInput',
  focusLastResponse: 'userdesk.focusLastResponse',
  copyConversationAsMarkdown: 'userdesk.copyConversationAsMarkdown',
  exportConversation: 'userdesk.exportConversation',
  startSandbox: 'userdesk.startSandbox',
  stopSandbox: 'userdesk.stopSandbox',
  openSandboxScenario: 'userdesk.openSandboxScenario',
  manageSandbox: 'userdesk.manageSandbox',
  showLog: 'userdesk.showLog',
} as const;
export type CommandId = (typeof commands)[keyof typeof commands];

export const views = {
  sidebar: 'userdesk.sidebar',
  conversations: 'userdesk.conversations',
} as const;

/** What the key passes to a command that is pressed in the tree of conversations. */
export const chosenRowArgument = 'chosenRow';

/** View type of the conversation panel. */
export const panelViewType = 'userdesk.conversation';

/** The section of every setting, and the names below it. */
export const settingsSection = 'userdesk';
export const settings = {
  chatbots: 'chatbots',
  defaultChatbot: 'defaultChatbot',
  userName: 'userName',
  userEmail: 'userEmail',
  apiBaseUrl: 'apiBaseUrl',
  requestTimeout: 'requestTimeout',
  sendOn: 'sendOn',
  historyEnabled: 'history.enabled',
  historyMaxAgeDays: 'history.maxAgeDays',
} as const;

export const contextKeys = {
  /** True while the sandbox of this window runs. */
  sandboxRunning: 'userdesk.sandboxRunning',
} as const;
