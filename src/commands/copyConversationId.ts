import * as vscode from 'vscode';
import type { Conversation } from '../conversations/conversation';
import { chosenConversation, type ChoiceParts } from './chosenConversation';
import type { CommandParts } from './commandParts';
import { showStatus } from '../support/notifications';

export async function copyConversationId(parts: ChoiceParts, argument: unknown): Promise<void> {
  const conversation = await chosenConversation('Copy Conversation ID', parts, argument);
  if (conversation) await copyIdOf(conversation, parts.panels);
}

export async function copyIdOf(
  conversation: Conversation,
  panels: Pick<CommandParts['panels'], 'showCopied'>,
): Promise<void> {
  await vscode.env.clipboard.writeText(conversation.id);
  panels.showCopied(conversation);
  showStatus(`Conversation ID ${conversation.id} copied.`);
}
