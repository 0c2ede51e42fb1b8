import * as vscode from 'vscode';
import { hasUserDetails } from '../conversations/maskUserDetails';
import { shareAsMarkdown } from '../conversations/share';
import { showStatus } from '../support/notifications';
import { chosenConversation, type ChoiceParts } from './chosenConversation';
import type { CommandParts } from './commandParts';

/** Always masked: a text on the clipboard ends up anywhere. */
export async function copyConversationAsMarkdown(
  parts: ChoiceParts & Pick<CommandParts, 'sessions' | 'knownKeys'>,
  argument: unknown,
): Promise<void> {
  const conversation = await chosenConversation('Copy Conversation as Markdown', parts, argument);
  if (!conversation) return;
  const keys = await parts.knownKeys();
  const text = await parts.sessions.use(conversation, ({ turns }) =>
    shareAsMarkdown(conversation, turns, { userDetails: 'masked', keys }),
  );
  await vscode.env.clipboard.writeText(text);
  const masked = hasUserDetails(conversation) ? ' User details are masked.' : '';
  showStatus(`Conversation copied as Markdown.${masked}`);
}
