import { isSameChatbot } from '../chatbots/chatbot';
import { ChatSession, type ChatSessionParts } from './chatSession';
import type { ConversationRef } from '../record/protocol';
import { conversationKey, isAmong, type Conversation } from './conversation';

export interface OpenSession {
  readonly session: ChatSession;
  /** Says, once, that it is needed no longer. */
  readonly release: () => void;
}

interface Entry {
  readonly session: Promise<ChatSession>;
  users: number;
  /** How often it was acquired so far. */
  uses: number;
}

/** The conversations that are talked in at the moment, each of them once in this window. */
export class ChatSessions {
  private readonly open = new Map<string, Entry>();

  constructor(private readonly parts: ChatSessionParts) {}

  async acquire(conversation: Conversation): Promise<OpenSession> {
    const key = conversationKey(conversation);
    const entry = this.open.get(key) ?? { session: this.load(conversation), users: 0, uses: 0 };
    this.open.set(key, entry);
    entry.users++;
    entry.uses++;
    try {
      const session = await entry.session;
      if (knowsMore(conversation, session)) session.conversation = conversation;
      return {
        session,
        release: () => {
          entry.users--;
          if (entry.users === 0) void this.close(key, entry, session);
        },
      };
    } catch (error) {
      entry.users--;
      if (entry.users === 0) this.open.delete(key);
      throw error;
    }
  }

  /** One use of a session; it stays for as long as that takes. */
  async use<T>(
    conversation: Conversation,
    action: (session: ChatSession) => T,
  ): Promise<Awaited<T>> {
    const { session, release } = await this.acquire(conversation);
    try {
      return await action(session);
    } finally {
      release();
    }
  }

  isAnswering(conversation: Conversation): Promise<boolean> {
    return this.use(conversation, (session) => session.isAnswering);
  }

  /** Other windows wrote: to these conversations, or who knows where. */
  async refresh(refs: readonly ConversationRef[] | 'any'): Promise<void> {
    const open = [...this.open.values()].map(async ({ session }) => {
      const opened = await session;
      if (refs === 'any' || isAmong(refs, opened.conversation)) await opened.refresh();
    });
    await Promise.allSettled(open);
  }

  /** Resolves when no answer is under way any more, and everything is kept. */
  async stopAll(): Promise<void> {
    const sessions = await Promise.all([...this.open.values()].map(({ session }) => session));
    await Promise.all(sessions.map((session) => session.stopped()));
    await this.settle();
  }

  /** Resolves when everything that is known so far is kept. */
  async settle(): Promise<void> {
    const sessions = [...this.open.values()].map(async ({ session }) => (await session).settle());
    await Promise.allSettled(sessions);
  }

  /** As soon as all of it is kept. */
  private async close(key: string, entry: Entry, session: ChatSession): Promise<void> {
    const { uses } = entry;
    await session.settle();
    // Whoever came meanwhile may have left already, and more to be kept: they close it.
    if (entry.uses === uses) this.open.delete(key);
  }

  private async load(conversation: Conversation): Promise<ChatSession> {
    const transcript = await this.parts.store.read(conversation);
    return new ChatSession(conversation, transcript, this.parts);
  }
}

/**
 * The chatbot goes by the name of today, and one that never answered may have been the wrong one;
 * what is under way stays with it. Of what was only named by its ID, no more is known.
 */
function knowsMore(later: Conversation, session: ChatSession): boolean {
  const { conversation: earlier, isAnswering } = session;
  const wasById = earlier.openedById === true;
  if (later.openedById && !wasById) return false;
  return isSameChatbot(later.chatbot, earlier.chatbot) || (wasById && !isAnswering);
}
