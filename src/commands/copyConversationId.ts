import * as vscode from 'vscode';
import type { Conversation } from '../conversations/conversation';
import { ConversationRow } from '../views/conversationsTree';
import type { CommandParts } from './commandParts';
import { pickConversation } from './pickConversation';
import { showStatus } from '../support/notifications';

/** The chosen row's, else the active panel's, else of one that is picked. */
export async function copyConversationId(
  { store, panels, times }: Pick<CommandParts, 'store' | 'panels' | 'times'>,
  argument: unknown,
): Promise<void> {
  const conversation =
    argument instanceof ConversationRow
      ? argument.conversation
      : (panels.active ?? (await pickConversation('Copy Conversation ID', store, times)));
  if (conversation) await copyIdOf(conversation, panels);
}

export async function copyIdOf(
  conversation: Conversation,
  panels: Pick<CommandParts['panels'], 'showCopied'>,
): Promise<void> {
  await vscode.env.clipboard.writeText(conversation.id);
  panels.showCopied(conversation);
  showStatus(`Conversation ID ${conversation.id} copied.`);
}
