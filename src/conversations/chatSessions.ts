import { ChatSession, type ChatSessionParts } from './chatSession';
import { conversationKey, type Conversation } from './conversation';

export interface OpenSession {
  readonly session: ChatSession;
  /** Says, once, that it is needed no longer. */
  readonly release: () => void;
}

/** The conversations that are talked in at the moment, each of them once in this window. */
export class ChatSessions {
  private readonly open = new Map<string, { session: Promise<ChatSession>; users: number }>();

  constructor(private readonly parts: ChatSessionParts) {}

  async acquire(conversation: Conversation): Promise<OpenSession> {
    const key = conversationKey(conversation);
    const entry = this.open.get(key) ?? { session: this.load(conversation), users: 0 };
    this.open.set(key, entry);
    entry.users++;
    const release = (session?: ChatSession) => {
      entry.users--;
      // What the disk refused is known here alone.
      if (entry.users === 0 && !session?.isNotKept) this.open.delete(key);
    };
    try {
      const session = await entry.session;
      return {
        session,
        release: () => {
          release(session);
        },
      };
    } catch (error) {
      release();
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

  /** Resolves when everything that is known so far is kept. */
  async settle(): Promise<void> {
    const sessions = [...this.open.values()].map(async ({ session }) => (await session).settle());
    await Promise.allSettled(sessions);
  }

  private async load(conversation: Conversation): Promise<ChatSession> {
    const transcript = await this.parts.store.read(conversation);
    return new ChatSession(conversation, transcript, this.parts);
  }
}
