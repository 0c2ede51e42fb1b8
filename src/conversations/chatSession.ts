import { randomUUID } from 'node:crypto';
import { UserdeskError } from '../api/errors';
import { withoutKeys } from '../api/redact';
import { untilAborted } from '../support/untilAborted';
import type { Conversation } from './conversation';
import { messageProblem } from './messageProblem';
import type { StreamMessage } from './streamMessage';
import type { Transcript, TranscriptEntry, TranscriptStore } from './transcriptStore';
import { keyInText } from './userDetails';
import { isUnderWay, type EndState, type Trouble, type Turn } from './turn';
import { UnsavedText } from './unsavedText';

export type ChatEvent =
  | { type: 'sent'; turn: Turn }
  | { type: 'text'; turn: Turn; text: string }
  | { type: 'ended'; turn: Turn };

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
  private stopping: AbortController | undefined;
  private readonly listeners = new Set<(event: ChatEvent) => void>();
  private writing: Promise<unknown> = Promise.resolve();
  private savingDraft: Promise<unknown> = Promise.resolve();
  private unsaved: UnsavedText | undefined;
  private wasRefused = false;
  private isDraftRefused = false;

  constructor(
    /** As it was known last: its chatbot may go by another name than at first. */
    public conversation: Conversation,
    { turns, draft }: Transcript,
    private readonly parts: ChatSessionParts,
  ) {
    this.turns = turns;
    this.draftText = draft;
    turns.filter(isUnderWay).forEach(breakOff);
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

  /** Whether some of it is known here alone, since the disk refused it. */
  get isNotKept(): boolean {
    return this.wasRefused || this.isDraftRefused;
  }

  /** @returns what ends the listening. */
  listen(listener: (event: ChatEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Sends a message, once, and resolves to the whole answer.
   * @param onKept told when the message is kept: whoever wrote it can forget it
   * @throws UserdeskError, also when it was stopped. The turn keeps what came and tells the same.
   */
  async send(message: string, onKept: () => void = () => undefined): Promise<string> {
    if (this.stopping) throw new UserdeskError({ code: 'conversationBusy' });
    const stopping = new AbortController();
    const { signal } = stopping;
    this.stopping = stopping;
    let turn: Turn | undefined;
    try {
      await untilAborted(signal, () => this.check(message));
      if (signal.aborted) throw new UserdeskError({ code: 'answerStopped' });
      turn = await this.begin(message);
      this.guard(onKept);
      await this.answer(turn, signal);
      return turn.answer;
    } finally {
      this.stopping = undefined;
      if (turn) this.tell({ type: 'ended', turn });
    }
  }

  /** Ends our side of the answer under way; Userdesk may go on writing. */
  stop(): void {
    this.stopping?.abort();
  }

  /** Resolves when all that came so far is kept, and the draft: VS Code is about to close. */
  async settle(): Promise<void> {
    await this.unsaved?.save();
    await Promise.all([this.writing, this.savingDraft]);
  }

  /** @throws UserdeskError `invalidArgument` for what should not even be kept. */
  private async check(message: string): Promise<void> {
    const reason = messageProblem(message) ?? (await this.keyProblem(message));
    if (reason === undefined) return;
    throw new UserdeskError({ code: 'invalidArgument', argument: 'message', reason });
  }

  private async keyProblem(message: string): Promise<string | undefined> {
    const keys = await this.parts.knownKeys();
    const problem = keyInText(message, keys, 'a message');
    // It stays a draft, which was kept before all keys were known.
    if (problem !== undefined && message === this.draftText) this.saveDraft(keys);
    return problem;
  }

  private saveDraft(keys: Iterable<string>): void {
    const draft = withoutKeys(this.draftText, keys);
    const saving = this.parts.store.saveDraft(this.conversation, draft);
    this.savingDraft = this.isKept(saving).then((isKept) => {
      this.isDraftRefused = !isKept;
    });
  }

  /** The message is on disk before it is sent. */
  private async begin(message: string): Promise<Turn> {
    const at = this.parts.now();
    const turn: Turn = { id: randomUUID(), message, sentAt: at, answer: '', state: 'sending' };
    this.turns.push(turn);
    await this.keep({ type: 'sent', turn: turn.id, message, at });
    this.tell({ type: 'sent', turn });
    return turn;
  }

  /** However it ends, all of it is kept by then. */
  private async answer(turn: Turn, signal: AbortSignal): Promise<void> {
    const started = performance.now();
    const unsaved = new UnsavedText((text) => this.keep({ type: 'text', turn: turn.id, text }));
    this.unsaved = unsaved;
    const elapsed = () => Math.round(performance.now() - started);
    const onText = (text: string) => {
      turn.firstTextMs ??= elapsed();
      turn.answer += text;
      turn.state = 'answering';
      unsaved.add(text);
      this.tell({ type: 'text', turn, text });
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
      await this.keep({ type: 'ended', turn: turn.id, ...told });
      Object.assign(turn, told);
    };
    let outcome: 'done' | 'stopped';
    try {
      outcome = await this.parts.stream(this.conversation, turn.message, { signal, onText });
    } catch (error) {
      const state = turn.answer === '' ? 'failed' : 'incomplete';
      await end(state, this.parts.describe(error, this.conversation));
      throw error;
    }
    await end(outcome);
    if (outcome === 'stopped') throw new UserdeskError({ code: 'answerStopped' });
  }

  /** One after the other: the order of the entries is what they mean. */
  private keep(entry: TranscriptEntry): Promise<void> {
    const kept = this.writing.then(async () => {
      const isKept = await this.isKept(this.parts.store.append(this.conversation, entry));
      if (!isKept) this.wasRefused = true;
    });
    this.writing = kept;
    return kept;
  }

  private async isKept(keeping: Promise<boolean>): Promise<boolean> {
    try {
      return await keeping;
    } catch (error) {
      this.parts.failed(error);
      return false;
    }
  }

  private tell(event: ChatEvent): void {
    for (const listener of this.listeners) {
      this.guard(() => {
        listener(event);
      });
    }
  }

  /** Nobody who is told something can break the answer, nor keep it from the others. */
  private guard(telling: () => void): void {
    try {
      telling();
    } catch (error) {
      this.parts.failed(error);
    }
  }
}

/** VS Code closed in the middle of it, or crashed. */
function breakOff(turn: Turn): void {
  const nothingCame = turn.answer === '';
  turn.state = nothingCame ? 'failed' : 'incomplete';
  turn.trouble = nothingCame
    ? {
        message: 'VS Code closed before an answer came. The message may have arrived all the same.',
        waysOut: ['tryAgain'],
      }
    : {
        message: 'VS Code closed before the answer ended. What came is kept.',
        waysOut: ['askAgain'],
      };
}
