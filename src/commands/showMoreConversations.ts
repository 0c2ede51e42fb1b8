import { MoreRow } from '../views/conversationsTree';
import type { CommandParts } from './commandParts';

/** The last row of a list in the tree that goes on. */
export function showMoreConversations(
  { tree }: Pick<CommandParts, 'tree'>,
  argument: unknown,
): Promise<void> {
  if (argument instanceof MoreRow) tree.showMore(argument);
  return Promise.resolve();
}
