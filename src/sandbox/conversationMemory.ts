import { randomUUID } from 'node:crypto';

export const maxConversations = 1000;
const maxNameLength = 200;

export interface RememberedConversation {
  readonly id: string;
  readonly chatbotId: string;
  userName?: string;
  /** How many messages were sent to it so far. */
  turns: number;
}

/** The conversations since the start; the oldest are forgotten when there are too many. */
export class ConversationMemory {
  readonly #conversations = new Map<string, RememberedConversation>();

  /** `id`: of a conversation that is to be known again. */
  create(chatbotId: string, userName?: string, id: string = randomUUID()): RememberedConversation {
    const conversation: RememberedConversation = { id, chatbotId, turns: 0 };
    setUserName(conversation, userName);
    this.#conversations.set(conversation.id, conversation);
    if (this.#conversations.size > maxConversations) {
      const [oldest] = this.#conversations.keys();
      if (oldest !== undefined) this.#conversations.delete(oldest);
    }
    return conversation;
  }

  /** A conversation belongs to its chatbot: no other one finds it. */
  find(id: string, chatbotId: string): RememberedConversation | undefined {
    const conversation = this.#conversations.get(id);
    return conversation?.chatbotId === chatbotId ? conversation : undefined;
  }
}

/** Keeps the name it has if none is given. */
export function setUserName(conversation: RememberedConversation, name: string | undefined): void {
  if (!name) return;
  // A copy through bytes: a mere slice would keep the whole of a very long name in memory.
  conversation.userName = Buffer.from(name.slice(0, maxNameLength)).toString();
}
