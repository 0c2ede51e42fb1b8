import { randomUUID } from 'node:crypto';
import { UserdeskError } from '../api/errors';
import { withoutKeys } from '../api/redact';
import { Listeners } from '../support/listeners';
import { untilAborted } from '../support/untilAborted';
import type { Conversation } from './conversation';
import { KeptTranscript } from './keptTranscript';
import { messageProblem } from './messageProblem';
import type { StreamMessage } from './streamMessage';
import type { RecordedTranscript } from '../record/protocol';
import { sentEntry, type TranscriptEntry, type TranscriptStore } from './transcriptStore';
import { keyInText } from './userDetails';
import { fromRecord, takeIn } from './otherWindows';
import type { EndState, Trouble, Turn } from './turn';
import { UnsavedText } from './unsavedText';
import { fitForBox } from '../shared/messageBox';

export type ChatEvent =
  /** A message is looked at before it is sent; or it was refused, or stopped, before it was. */
  | { type: 'begun' }
  | { type: 'unsent' }
  | { type: 'sent'; turn: Turn }
  | { type: 'text'; turn: Turn; text: string }
  | { type: 'ended'; turn: Turn }
  /** Another window wrote: from this turn on (counted from 0) they are not what they were. */
  | { type: 'merged'; from: number };

export interface ChatSessionParts {
  /** Every key that must not stand in a message. */
  knownKeys: () => Promise<string[]>;
  /** Those of them that are known at once, which a draft is kept without. */
  seenKeys: Iterable<string>;
  stream: StreamMessage;
  store: TranscriptStore;
  /** Logs a failure and says it in words. */
  describe: (error: unknown, conversation: Conversation) => Trouble;
  /** Told what went wrong beside the conversation, which goes on. */
  failed: (error: unknown) => void;
  now: () => number;
}

/**
 * A conversation while it is talked in: what was said, the draft, and at most one answer under
 * way. It knows no window: pages come and go in the middle of an answer, the session goes on.
 */
export class ChatSession {
  readonly turns: Turn[];
  private draftText: string;
  /** What of it the message box cannot take: it stays in the record until there is room. */
  private readonly draftRest: string;
  private stopping: AbortController | undefined;
  private sending: Promise<unknown> = Promise.resolve();
  private readonly listeners: Listeners<ChatEvent>;
  private readonly kept: KeptTranscript;
  private unsaved: UnsavedText | undefined;
  private positionText: string;
  /** The turn that is sent from here. */
  private own: string | undefined;

  constructor(
    /** As it was known last: its chatbot may go by another name than at first. */
    public conversation: Conversation,
    { turns, draft, position }: RecordedTranscript,
    private readonly parts: ChatSessionParts,
  ) {
    this.turns = turns.map(fromRecord);
    this.draftText = fitForBox(draft);
    this.draftRest = draft.slice(this.draftText.length);
    this.positionText = position;
    const { store, failed } = parts;
    this.listeners = new Listeners(failed);
    this.kept = new KeptTranscript(() => this.conversation, store, failed);
  }

  get draft(): string {
    return this.draftText;
  }

  set draft(text: string) {
    if (text === this.draftText) return;
    this.draftText = text;
    this.saveDraft(this.parts.seenKeys);
  }

  get isAnswering(): boolean {
    return this.stopping !== undefined;
  }

  /** Where it is read, in the page's own words; empty for the end. */
  get position(): string {
    return this.positionText;
  }

  set position(position: string) {
    if (position === this.positionText) return;
    this.positionText = position;
    this.kept.savePosition(position);
  }

  /** @returns what ends the listening. */
  listen(listener: (event: ChatEvent) => void): () => void {
    return this.listeners.add(listener);
  }

  /**
   * Sends a message, once, and resolves to the whole answer.
   * @param onKept told when the message is kept: whoever wrote it can forget it
   * @throws UserdeskError, also when it was stopped. The turn keeps what came and tells the same.
   */
  send(message: string, onKept: () => void = () => undefined): Promise<string> {
    if (this.stopping) {
      return Promise.reject(new UserdeskError({ code: 'conversationBusy' }));
    }
    const problem = messageProblem(message);
    if (problem !== undefined) return Promise.reject(refusal(problem));
    const stopping = new AbortController();
    this.stopping = stopping;
    const sending = this.sendOne(message, stopping.signal, onKept);
    this.sending = sending.catch(() => undefined);
    return sending;
  }

  private async sendOne(message: string, signal: AbortSignal, onKept: () => void): Promise<string> {
    let turn: Turn | undefined;
    this.listeners.tell({ type: 'begun' });
    try {
      await untilAborted(signal, () => this.checkKeys(message));
      if (signal.aborted) throw unsent();
      turn = await this.begin(message);
      this.listeners.guard(onKept);
      await this.answer(turn, signal);
      return turn.answer;
    } finally {
      this.stopping = undefined;
      this.own = undefined;
      this.listeners.tell(turn ? { type: 'ended', turn } : { type: 'unsent' });
    }
  }

  /** Ends our side of the answer under way; Userdesk may go on writing. */
  stop(): void {
    this.stopping?.abort();
  }

  /** Stops, and resolves when that has ended. */
  async stopped(): Promise<void> {
    this.stop();
    await this.sending;
  }

  /** Takes in what other windows wrote. */
  async refresh(): Promise<void> {
    const recorded = await this.kept.read();
    if (!recorded) return;
    takeIn(this.turns, recorded.turns, this.own).forEach((change) => {
      this.listeners.tell(change);
    });
  }

  /** Resolves when all that came so far is kept, and the draft: VS Code is about to close. */
  async settle(): Promise<void> {
    await this.unsaved?.save();
    await this.kept.settle();
  }

  /** @throws UserdeskError `invalidArgument` for what should not even be kept. */
  private async checkKeys(message: string): Promise<void> {
    const keys = await this.parts.knownKeys();
    const problem = keyInText(message, keys, 'a message');
    if (problem === undefined) return;
    // It stays a draft, which was kept before all keys were known.
    if (message === this.draftText) this.saveDraft(keys);
    throw refusal(problem);
  }

  private saveDraft(keys: Iterable<string>): void {
    this.kept.saveDraft(withoutKeys(this.draftText + this.draftRest, keys));
  }

  /** The message is on disk before it is sent. */
  private async begin(message: string): Promise<Turn> {
    const at = this.parts.now();
    const turn: Turn = { id: randomUUID(), message, sentAt: at, answer: '', state: 'sending' };
    this.own = turn.id;
    const begun = await this.kept.append(sentEntry(turn));
    if (begun === 'busy') throw new UserdeskError({ code: 'conversationBusyElsewhere' });
    this.turns.push(turn);
    this.listeners.tell({ type: 'sent', turn });
    return turn;
  }

  /** However it ends, all of it is kept by then. */
  private async answer(turn: Turn, signal: AbortSignal): Promise<void> {
    const started = performance.now();
    let given = '';
    /** If somebody has deleted the conversation, it begins anew with this turn. */
    const goOn = (entry: TranscriptEntry) => {
      const all = { type: 'text', turn: turn.id, text: given } as const;
      const end = entry.type === 'ended' ? [entry] : [];
      return this.kept.append(entry, [sentEntry(turn), ...(given ? [all] : []), ...end]);
    };
    const unsaved = new UnsavedText((text) => {
      given += text;
      return goOn({ type: 'text', turn: turn.id, text });
    });
    this.unsaved = unsaved;
    const elapsed = () => Math.round(performance.now() - started);
    const onText = (text: string) => {
      turn.firstTextMs ??= elapsed();
      turn.answer += text;
      turn.state = 'answering';
      unsaved.add(text);
      this.listeners.tell({ type: 'text', turn, text });
    };
    const end = async (state: EndState, trouble?: Trouble) => {
      const { firstTextMs } = turn;
      const told = {
        state,
        totalMs: elapsed(),
        ...(firstTextMs !== undefined && { firstTextMs }),
        ...(trouble && { trouble }),
      };
      await unsaved.save();
      await goOn({ type: 'ended', turn: turn.id, ...told });
      Object.assign(turn, told);
    };
    let outcome: 'done' | 'stopped';
    try {
      const options = { signal, onText };
      const streamed = await this.parts.stream(this.conversation, turn.message, options);
      if (streamed === 'unsent') throw unsent();
      outcome = streamed;
    } catch (error) {
      const state = turn.answer === '' ? 'failed' : 'incomplete';
      await end(state, this.parts.describe(error, this.conversation));
      throw error;
    }
    await end(outcome);
    if (outcome === 'stopped') throw new UserdeskError({ code: 'answerStopped' });
  }
}

function refusal(reason: string): UserdeskError {
  return new UserdeskError({ code: 'invalidArgument', argument: 'message', reason });
}

function unsent(): UserdeskError {
  return new UserdeskError({ code: 'answerStopped', unsent: true });
}
