import type { Chatbot } from '../chatbots/chatbot';
import type {
  ChatbotRef,
  ConversationChanges,
  ConversationRef,
  Counts,
  Day,
  DeletedAll,
  RecordedConversation,
  RecordedUser,
  SearchResult,
} from '../record/protocol';
import type { Conversation } from './conversation';
import type { ConversationStore, DaysQuery } from './conversationStore';
import { LatestSearch } from './latestSearch';
import type { RecordClient } from './recordClient';

/** The record as people see it: chatbots go by the names that they have today. */
export class RecordedConversations implements ConversationStore {
  private readonly searches: LatestSearch;

  constructor(
    private readonly record: Pick<RecordClient, 'ask'>,
    /** The names of today. */
    private readonly names: () => (chatbotId: string) => string | undefined,
  ) {
    this.searches = new LatestSearch(record);
  }

  async add(conversation: Conversation): Promise<void> {
    await this.record.ask({ type: 'add', conversation });
  }

  async find(conversationId: string): Promise<RecordedConversation | undefined> {
    const [found, ...others] = await this.record.ask({ type: 'find', id: conversationId });
    return found && others.length === 0 ? named(found, this.names()) : undefined;
  }

  async get(ref: ConversationRef): Promise<RecordedConversation | undefined> {
    const found = await this.record.ask({ type: 'get', ref });
    return found && named(found, this.names());
  }

  async newest(limit: number): Promise<RecordedConversation[]> {
    const [pinned, others] = await Promise.all([
      this.pinned({ limit }),
      this.rows({ start: -Infinity, end: Infinity, count: limit }, { limit }),
    ]);
    return [...pinned, ...others].sort((a, b) => b.row - a.row).slice(0, limit);
  }

  days({ limit, chatbot }: DaysQuery): Promise<Day[]> {
    return this.record.ask({ type: 'days', limit, ...(chatbot && { chatbot }) });
  }

  async rows({ start, end }: Day, { limit, chatbot }: DaysQuery): Promise<RecordedConversation[]> {
    const rows = await this.record.ask({
      ...{ type: 'rows', start, end, limit },
      ...(chatbot && { chatbot }),
    });
    return this.allNamed(rows);
  }

  async pinned({ limit, chatbot }: DaysQuery): Promise<RecordedConversation[]> {
    const pinned = await this.record.ask({ type: 'pinned', limit, ...(chatbot && { chatbot }) });
    return this.allNamed(pinned);
  }

  async chatbots(): Promise<Chatbot[]> {
    const chatbots = await this.record.ask({ type: 'chatbots' });
    const nameOf = this.names();
    return chatbots.map((each) => namedChatbot(each, nameOf));
  }

  users({ origin, id }: ChatbotRef, limit: number): Promise<RecordedUser[]> {
    return this.record.ask({ type: 'users', chatbot: { origin, id }, limit });
  }

  counts({ start, end }: Pick<Day, 'start' | 'end'>): Promise<Counts> {
    return this.record.ask({ type: 'counts', start, end });
  }

  async search(words: string): Promise<SearchResult | 'superseded'> {
    const result = await this.searches.search(words);
    if (result === 'superseded') return result;
    const nameOf = this.names();
    const hits = result.hits.map((hit) => ({
      ...hit,
      conversation: named(hit.conversation, nameOf),
    }));
    return { ...result, hits };
  }

  async change(ref: ConversationRef, changes: ConversationChanges): Promise<boolean> {
    return (await this.record.ask({ type: 'change', ref, changes })) !== 'gone';
  }

  async delete(ref: ConversationRef): Promise<boolean> {
    return (await this.record.ask({ type: 'delete', ref })) !== 'busy';
  }

  async undelete(ref: ConversationRef): Promise<boolean> {
    await this.record.ask({ type: 'undelete', ref });
    return (await this.get(ref)) !== undefined;
  }

  deleteAll(): Promise<DeletedAll> {
    return this.record.ask({ type: 'deleteAll' });
  }

  private allNamed(conversations: RecordedConversation[]): RecordedConversation[] {
    const nameOf = this.names();
    return conversations.map((each) => named(each, nameOf));
  }
}

type NameOf = (chatbotId: string) => string | undefined;

function named(conversation: RecordedConversation, nameOf: NameOf): RecordedConversation {
  return { ...conversation, chatbot: namedChatbot(conversation.chatbot, nameOf) };
}

function namedChatbot(chatbot: Chatbot, nameOf: NameOf): Chatbot {
  const name = nameOf(chatbot.id) ?? chatbot.name;
  return { ...chatbot, ...(name !== undefined && { name }) };
}
