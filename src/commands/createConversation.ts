import { readConversationRequest, toCreated, type CreatedConversation } from '../publicApi';
import type { CommandParts } from './commandParts';

type Parts = Pick<CommandParts, 'flow' | 'registry' | 'panels'>;

/**
 * With a request nothing optional is asked; without one, everything, starting from the chatbot
 * of the active panel or the default. Menus pass arguments of their own, which are no request.
 */
export async function createConversation(
  { flow, registry, panels }: Parts,
  argument: unknown,
): Promise<CreatedConversation | undefined> {
  const request = readConversationRequest(argument);
  const conversation = request
    ? await flow.run({
        chatbot: registry.chatbot(request.chatbotId),
        details: request,
        reveal: request.reveal ?? true,
      })
    : await flow.askAndRun(panels.active?.chatbot ?? registry.default);
  return conversation && toCreated(conversation);
}
