import { join, resolve } from 'node:path';
import { rethrow } from '../support/rethrow';
import { userdeskId } from '../support/userdeskId';
import type { Conversation } from '../../src/conversations/conversation';
import { RecordClient } from '../../src/conversations/recordClient';
import { RecordedConversations } from '../../src/conversations/recordedConversations';
import { RecordedTranscripts } from '../../src/conversations/recordedTranscripts';
import type { Profile } from '../vscode/profile';
import { benchChatbot, shownText } from './benchIds';
import { block } from './chatTexts';

/** Of how many messages, and the greeting by which it is picked. */
export const recorded = {
  short: { messages: 10, greeting: 'Short conversation' },
  long: { messages: 5_000, greeting: 'Long conversation' },
} as const;

/** Puts conversations into a profile before VS Code starts, as the extension would have. */
export async function recordConversations(profile: Profile, origin: string): Promise<void> {
  const folder = profile.storageOf(userdeskId);
  const client = new RecordClient(
    resolve('dist', 'recordWorker.js'),
    {
      path: join(folder, 'history.sqlite'),
      maxAgeDays: 0,
    },
    rethrow,
  );
  const record = new RecordedConversations(client, () => () => undefined);
  const transcripts = new RecordedTranscripts(client);
  for (const { messages, greeting } of Object.values(recorded)) {
    const conversation: Conversation = {
      chatbot: { origin, id: benchChatbot },
      id: `bench-${messages}`,
      greeting,
      createdAt: Date.UTC(2026, 0, 1),
    };
    await record.add(conversation);
    await writeTurns(transcripts, conversation, messages / 2);
  }
  await client.close();
}

async function writeTurns(
  transcripts: RecordedTranscripts,
  conversation: Conversation,
  count: number,
): Promise<void> {
  for (let number = 1; number <= count; number++) {
    const turn = `turn-${number}`;
    const at = conversation.createdAt + number * 60_000;
    const message = `Question ${number}: where is my parcel, and what can I do?`;
    // What both end with is what tells that the end is painted.
    const text = number === count ? shownText : block(number);
    await transcripts.append(conversation, { type: 'sent', turn, message, at });
    await transcripts.append(conversation, { type: 'text', turn, text });
    const times = { firstTextMs: 400, totalMs: 1_900 };
    await transcripts.append(conversation, { type: 'ended', turn, state: 'done', ...times });
  }
}
