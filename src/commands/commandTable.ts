import { commands, type CommandId } from '../ids';
import { addChatbot } from './addChatbot';
import { backUpHistory } from './backUpHistory';
import type { CommandParts } from './commandParts';
import { copyConversationAsMarkdown } from './copyConversationAsMarkdown';
import { copyConversationId } from './copyConversationId';
import { createConversation } from './createConversation';
import { createDefaultConversation } from './createDefaultConversation';
import { deleteApiKey } from './deleteApiKey';
import { focusLastResponse, focusMessageInput } from './focusConversation';
import { newConversation, newConversationAsAnotherUser } from './newConversation';
import { exportConversation } from './exportConversation';
import { openConversation } from './openConversation';
import { manageSandbox } from './manageSandbox';
import { openConversationById } from './openConversationById';
import { openSandboxScenario } from './openSandboxScenario';
import { filterConversations } from './filterConversations';
import { showMoreConversations } from './showMoreConversations';
import { renameConversation } from './renameConversation';
import { editNote } from './editNote';
import { deleteConversation } from './deleteConversation';
import { deleteAllHistory } from './deleteAllHistory';
import { pinConversation, unpinConversation } from './pinConversation';
import { removeChatbot } from './removeChatbot';
import { restoreHistory } from './restoreHistory';
import { sendMessage } from './sendMessage';
import { setApiKey } from './setApiKey';
import { setDefaultChatbot } from './setDefaultChatbot';
import { startSandbox } from './startSandbox';
import { stopResponse } from './stopResponse';
import { stopSandbox } from './stopSandbox';

type Handler = (parts: CommandParts, argument: unknown) => Promise<unknown>;

/** From id to handler. What a handler returns is the result of `executeCommand`. */
export const commandTable: Record<CommandId, Handler> = {
  [commands.createConversation]: createConversation,
  [commands.createDefaultConversation]: createDefaultConversation,
  [commands.setApiKey]: setApiKey,
  [commands.deleteApiKey]: deleteApiKey,
  [commands.addChatbot]: async (parts) => {
    await addChatbot(parts);
  },
  [commands.removeChatbot]: removeChatbot,
  [commands.setDefaultChatbot]: async (parts) => {
    await setDefaultChatbot(parts);
  },
  [commands.openConversation]: openConversation,
  [commands.openConversationById]: openConversationById,
  [commands.copyConversationId]: copyConversationId,
  [commands.newConversation]: newConversation,
  [commands.newConversationAsAnotherUser]: newConversationAsAnotherUser,
  [commands.filterConversations]: filterConversations,
  [commands.showMoreConversations]: showMoreConversations,
  [commands.renameConversation]: renameConversation,
  [commands.editNote]: editNote,
  [commands.pinConversation]: pinConversation,
  [commands.unpinConversation]: unpinConversation,
  [commands.deleteConversation]: deleteConversation,
  [commands.backUpHistory]: backUpHistory,
  [commands.restoreHistory]: restoreHistory,
  [commands.deleteAllHistory]: deleteAllHistory,
  [commands.sendMessage]: sendMessage,
  [commands.stopResponse]: stopResponse,
  [commands.focusMessageInput]: focusMessageInput,
  [commands.focusLastResponse]: focusLastResponse,
  [commands.copyConversationAsMarkdown]: copyConversationAsMarkdown,
  [commands.exportConversation]: exportConversation,
  [commands.startSandbox]: startSandbox,
  [commands.stopSandbox]: stopSandbox,
  [commands.openSandboxScenario]: openSandboxScenario,
  [commands.manageSandbox]: manageSandbox,
  [commands.showLog]: ({ log }) => {
    log.show();
    return Promise.resolve();
  },
};
