import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Conversation } from '../../../src/conversations/conversation';
import type { RecordClient } from '../../../src/conversations/recordClient';
import { RecordedConversations } from '../../../src/conversations/recordedConversations';
import { RecordedTranscripts } from '../../../src/conversations/recordedTranscripts';
import type { RecordEvent, RecordTrouble } from '../../../src/record/protocol';
import { RecordService } from '../../../src/record/recordService';
import { Listeners } from '../../../src/support/listeners';

const chatbot = { origin: 'https://api.userdesk.io', id: '123456', name: 'Support bot' };

/** A conversation of which only what a case is about has to be said. */
export function conversation(id: string, changes: Partial<Conversation> = {}): Conversation {
  return { chatbot, id, createdAt: Date.UTC(2026, 2, 3, 14, 3), ...changes };
}

/** One window's record on the disk, without a thread of its own, and all that it says. */
export class RecordUnderTest {
  readonly events: RecordEvent[] = [];
  readonly conversations: RecordedConversations;
  readonly transcripts: RecordedTranscripts;
  names: Record<string, string> = {};
  private readonly service: RecordService;
  private readonly listeners = new Listeners<RecordEvent>((error) => {
    throw error;
  });

  constructor(readonly path: string) {
    const options = { path, owner: randomUUID(), maxAgeDays: 0 };
    // Not an import: one test runs without it.
    const sqlite = process.getBuiltinModule('node:sqlite');
    this.service = new RecordService(sqlite, options, (event) => {
      this.events.push(event);
      this.listeners.tell(event);
    });
    this.conversations = new RecordedConversations(this, () => (id) => this.names[id]);
    this.transcripts = new RecordedTranscripts(this);
  }

  readonly ask: RecordClient['ask'] = (request) =>
    // Each request has an answer of its own; the client says so with the same words.
    Promise.resolve(this.service.answer(request) as never);

  listen(listener: (event: RecordEvent) => void): () => void {
    this.service.answer({ type: 'listen' });
    return this.listeners.add(listener);
  }

  get troubles(): RecordTrouble[] {
    return this.events.flatMap((event) => (event.type === 'trouble' ? [event.trouble] : []));
  }

  async ids(): Promise<string[]> {
    return (await this.conversations.newest(1000)).map(({ id }) => id);
  }

  /** All that is on the disk, whatever it means. */
  async onDisk(): Promise<string> {
    const names = [this.path, `${this.path}-wal`];
    const parts = await Promise.all(names.map((name) => readFile(name, 'latin1').catch(() => '')));
    return parts.join('');
  }

  close(): void {
    this.service.answer({ type: 'close' });
  }
}
