import type { Conversation } from '../conversations/conversation';
import type {
  ConversationChanges,
  RecordedConversation,
  RecordedTranscript,
  SearchedPlace,
  WriteRequest,
} from './protocol';
import { rowAt } from './rowNumbers';

/** A conversation in memory, and what was said in it. */
export class PlainConversation {
  recorded: RecordedConversation | undefined;
  isDeleted = false;
  readonly transcript: RecordedTranscript = { turns: [], draft: '', position: '' };

  /** @returns `gone` for what would go on with a conversation that is not there */
  write(request: WriteRequest): 'gone' | undefined {
    if (!this.recorded && goesOn(request)) return 'gone';
    this.writeKnown(request);
    return undefined;
  }

  private writeKnown(request: WriteRequest): void {
    const turn =
      'turn' in request ? this.transcript.turns.find(({ id }) => id === request.turn) : undefined;
    switch (request.type) {
      case 'add':
        this.put(request.conversation);
        return;
      case 'change':
        this.change(request.changes);
        return;
      case 'begin': {
        if (!this.recorded) this.put(request.conversation);
        if (turn) return;
        const { turn: id, message, at: sentAt } = request;
        const state = 'sending';
        this.transcript.turns.push({ id, message, sentAt, answer: '', state, underWay: 'here' });
        return;
      }
      case 'text':
        if (turn) Object.assign(turn, { answer: turn.answer + request.text, state: 'answering' });
        return;
      case 'end': {
        if (!turn) return;
        const { state, firstTextMs, totalMs, trouble } = request;
        delete turn.underWay;
        Object.assign(turn, {
          state,
          ...(firstTextMs !== undefined && { firstTextMs }),
          ...(totalMs !== undefined && { totalMs }),
          ...(trouble && { trouble }),
        });
        return;
      }
      case 'draft':
        this.transcript.draft = request.draft;
        return;
      case 'position':
        this.transcript.position = request.position;
        return;
      case 'delete':
      case 'undelete':
        this.isDeleted = request.type === 'delete';
    }
  }

  /** What it can be found by. */
  get places(): (readonly [SearchedPlace, string])[] {
    const { title, note, userName, userEmail, id, greeting } = this.recorded ?? {};
    const all = [
      ['title', title],
      ['note', note],
      ['user', userName],
      ['user', userEmail],
      ['id', id],
      ['greeting', greeting],
    ] as const;
    return all.flatMap(([place, text]) => (text === undefined ? [] : [[place, text] as const]));
  }

  private put(conversation: Conversation): void {
    this.isDeleted = false;
    const row = rowAt(conversation.createdAt);
    this.recorded ??= { isPinned: false, row, ...conversation };
    if (this.isGuess) this.recorded = { ...this.recorded, chatbot: conversation.chatbot };
  }

  /** Somebody gave the ID, and nothing has shown yet that it belongs to that chatbot. */
  private get isGuess(): boolean {
    const isAnswered = this.transcript.turns.some(
      ({ answer, state, underWay }) => answer !== '' || state === 'done' || underWay !== undefined,
    );
    return this.recorded?.openedById === true && !isAnswered;
  }

  private change({ title, note, pinned }: ConversationChanges): void {
    if (!this.recorded) return;
    const { title: oldTitle, note: oldNote, ...rest } = this.recorded;
    const newTitle = title === undefined ? oldTitle : (title ?? undefined);
    const newNote = note === undefined ? oldNote : (note ?? undefined);
    this.recorded = {
      ...rest,
      ...(newTitle !== undefined && { title: newTitle }),
      ...(newNote !== undefined && { note: newNote }),
      isPinned: pinned ?? rest.isPinned,
    };
  }
}

function goesOn({ type }: WriteRequest): boolean {
  return type === 'text' || type === 'end' || type === 'change';
}
