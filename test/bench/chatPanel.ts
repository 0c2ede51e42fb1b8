import { commands } from '../../src/ids';
import type { BenchHost } from './benchHost';
import { benchChatbot } from './benchIds';
import { PageWatch } from './pageWatch';

/** A panel with a conversation in which nothing was said yet. */
export async function openNewConversation(
  host: BenchHost,
): Promise<{ page: PageWatch; conversationId: string }> {
  const created = await host.command(commands.createConversation, { chatbotId: benchChatbot });
  const { conversationId } = created as { conversationId: string };
  return { page: await PageWatch.panel(host.page), conversationId };
}
