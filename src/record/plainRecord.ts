import { keyOf, refOf } from '../conversations/conversation';
import { backupEntry } from './backup';
import { dayOf } from './dayOf';
import { distinctUsers } from './lists';
import { PlainConversation } from './plainConversation';
import type {
  BackupEntry,
  ChatbotRef,
  ConversationRef,
  Day,
  RecordAnswer,
  RecordedConversation,
  RecordRequest,
  SearchHit,
  WriteRequest,
} from './protocol';
import { rowAt } from './rowNumbers';
import { mostHits } from './search';
import { excerpt, parseQuery } from './searchQuery';
import { isWrite, refOfWrite } from './writes';

/** @param written what is in it to begin with */
export function plainRecordOf(written: readonly WriteRequest[]): PlainRecord {
  const plain = new PlainRecord();
  for (const request of written) plain.answer(request);
  return plain;
}

/**
 * The record where there is no SQLite: in memory, and gone with the window. The least that keeps
 * everything else going.
 */
export class PlainRecord {
  private readonly conversations = new Map<string, PlainConversation>();

  answer(request: RecordRequest): RecordAnswer<RecordRequest['type']> {
    if (isWrite(request)) {
      return this.at(refOfWrite(request)).write(request) ?? { kept: false };
    }
    switch (request.type) {
      case 'find':
        return this.shown().filter(({ id }) => id === request.id);
      case 'get':
        return this.find(request.ref);
      case 'transcript':
        return this.at(request.ref).transcript;
      case 'days':
        return this.days(request.before ?? Infinity, request.chatbot).slice(0, request.limit);
      case 'rows': {
        const { start, end, before = Infinity, limit, chatbot } = request;
        return this.listed(chatbot)
          .filter((each) => each.row >= rowAt(start) && each.row < Math.min(rowAt(end), before))
          .slice(0, limit);
      }
      case 'pinned':
        return this.shown(request.chatbot)
          .filter(({ isPinned }) => isPinned)
          .slice(0, request.limit);
      case 'chatbots': {
        const chatbots = this.shown().map(({ chatbot }) => chatbot);
        return [...new Map(chatbots.reverse().map((each) => [chatbotName(each), each])).values()];
      }
      case 'users':
        return distinctUsers(this.shown(request.chatbot), request.limit).map(
          ({ userName, userEmail }) => ({
            ...(userName !== undefined && { userName }),
            ...(userEmail !== undefined && { userEmail }),
          }),
        );
      case 'counts': {
        const isThen = (at: number) => at >= request.start && at < request.end;
        const all = [...this.conversations.values()];
        return {
          conversations: all.filter(({ recorded }) => recorded && isThen(recorded.createdAt))
            .length,
          messages: all
            .flatMap((each) => each.transcript.turns)
            .filter((turn) => isThen(turn.sentAt)).length,
        };
      }
      case 'search':
        return { mode: 'like', hits: this.search(request.words) };
      case 'status':
        return {
          ...{ place: 'memory', isWritable: true, journalMode: 'none', synchronous: 0 },
          ...{ version: 0, fullText: false, refused: 0 },
        };
      case 'backupPage':
        return { conversations: this.shown().map((each) => this.backUp(each)) };
      case 'backupOf': {
        const found = this.find(request.ref);
        return found && this.backUp(found);
      }
      case 'restore':
      case 'restoreMore':
        return { failure: 'withoutDatabase' };
      case 'deleteAll':
        this.conversations.clear();
        return { remains: [] };
      case 'refresh':
      case 'listen':
      case 'close':
        return undefined;
    }
  }

  private at(ref: { origin: string; id: string }): PlainConversation {
    const key = keyOf(ref);
    const known = this.conversations.get(key) ?? new PlainConversation();
    this.conversations.set(key, known);
    return known;
  }

  private find(ref: ConversationRef): RecordedConversation | undefined {
    return this.shown().find((each) => keyOf(refOf(each)) === keyOf(ref));
  }

  private backUp(conversation: RecordedConversation): BackupEntry {
    return backupEntry(conversation, this.at(refOf(conversation)).transcript);
  }

  /** Newest first. */
  private shown(chatbot?: ChatbotRef): RecordedConversation[] {
    return [...this.conversations.values()]
      .flatMap(({ recorded, isDeleted }) => (recorded && !isDeleted ? [recorded] : []))
      .filter((each) => !chatbot || chatbotName(each.chatbot) === chatbotName(chatbot))
      .sort((a, b) => b.row - a.row);
  }

  private listed(chatbot: ChatbotRef | undefined): RecordedConversation[] {
    return this.shown(chatbot).filter(({ isPinned }) => !isPinned);
  }

  private days(before: number, chatbot: ChatbotRef | undefined): Day[] {
    const days = new Map<number, Day>();
    for (const { createdAt } of this.listed(chatbot)) {
      const { start, end } = dayOf(createdAt);
      if (start < before) days.set(start, { start, end, count: (days.get(start)?.count ?? 0) + 1 });
    }
    return [...days.values()];
  }

  private search(words: string): SearchHit[] {
    const query = parseQuery(words);
    if (!query) return [];
    return this.shown()
      .flatMap((conversation) => {
        const { turns } = this.at(refOf(conversation)).transcript;
        const places = [
          ...this.at(refOf(conversation)).places,
          ...turns.map(({ message }) => ['message', message] as const),
          ...turns.map(({ answer }) => ['answer', answer] as const),
        ];
        const hits = places.flatMap(([place, text]) => {
          const line = excerpt(text, query.literallyIn(text));
          return line ? [{ conversation, place, at: conversation.createdAt, ...line }] : [];
        });
        return hits.slice(0, 1);
      })
      .slice(0, mostHits);
  }
}

function chatbotName({ origin, id }: ChatbotRef): string {
  return JSON.stringify([origin, id]);
}
