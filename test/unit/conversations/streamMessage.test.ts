import assert from 'node:assert/strict';
import { UserdeskError } from '../../../src/api/errors';
import type { ChatSession } from '../../../src/conversations/chatSession';
import { ChatSessions } from '../../../src/conversations/chatSessions';
import type { Conversation } from '../../../src/conversations/conversation';
import { conversationById } from '../../../src/conversations/conversationById';
import { sendMessageWith } from '../../../src/conversations/sendMessage';
import type { Reply } from '../../support/loopbackServer';
import { cutChunks, inPieces, json, text } from '../../support/replies';
import {
  apiKey,
  describeCreation,
  failureCodeOf,
  sandboxSupport,
  streamFrom,
  type CreationUnderTest,
} from './creationUnderTest';
import { conversation } from './recordUnderTest';

describeCreation('A message', (creation) => {
  it('carries the ID of its conversation, asks for a stream, and says nothing of the user', async () => {
    await creation.keys.store.store(creation.chatbot, apiKey);
    const { answer, outcome } = await send(creation, inPieces(['Hi ', 'Ada']));
    assert.deepEqual([outcome, answer], ['done', 'Hi Ada']);
    const [request = assert.fail('nothing was sent')] = creation.server.requests;
    assert.equal(request.path, '/v1/chatbot/123456/message');
    assert.equal(request.headers.authorization, `Bearer ${apiKey}`);
    assert.deepEqual(JSON.parse(request.body), {
      message: 'Hello',
      conversationId: '7bb301ad',
      stream: true,
    });
  });

  it('is not sent without a key', async () => {
    assert.equal(await failureCodeOf(send(creation, text('Hi'))), 'missingApiKey');
    assert.deepEqual(creation.server.requests, []);
  });

  it('stores a key on trial once there is an answer, and drops one that is refused', async () => {
    const { chatbot, keys } = creation;
    keys.store.try(chatbot, apiKey);
    await send(creation, text('Hi'));
    assert.deepEqual([...keys.secrets.values.values()], [apiKey]);
    keys.store.try(chatbot, 'uk-another-key');
    assert.equal(await failureCodeOf(send(creation, json({}, 401))), 'apiKeyRefused');
    assert.equal(await keys.store.get(chatbot), apiKey);
  });

  it('stores a key on trial also where the answer broke off', async () => {
    const { chatbot, keys } = creation;
    keys.store.try(chatbot, apiKey);
    assert.equal(await failureCodeOf(send(creation, cutChunks)), 'answerCut');
    assert.deepEqual([...keys.secrets.values.values()], [apiKey]);
  });

  it('goes on in a conversation that the sandbox had before it was started anew', async () => {
    const created = await creation.create(sandboxSupport, { userName: 'Ada' }, { timeoutMs: 0 });
    if (created === 'cancelled') return assert.fail();
    await creation.sandbox.stop();
    const { answer } = await send(creation, text(''), created, 'who am I');
    assert.equal(answer, 'You are Ada.');
  });
});

describeCreation('A conversation by its ID', (creation) => {
  it('is the recorded one, or what its record would be, which says how it came', async () => {
    const { chatbot, record } = creation;
    const known = conversation('7bb301ad', { chatbot });
    await record.conversations.add(known);
    const recorded = await conversationById(record.conversations, chatbot, '7bb301ad', 1000);
    assert.equal(recorded.is, 'recorded');
    assert.deepEqual(recorded.conversation, await record.conversations.find('7bb301ad'));
    const other = await conversationById(record.conversations, chatbot, 'another', 1000);
    assert.deepEqual(other, {
      conversation: { chatbot, id: 'another', createdAt: 1000, openedById: true },
      is: 'new',
    });
    assert.deepEqual(await record.ids(), ['7bb301ad']);
  });

  it('is not talked in with a chatbot that is not the one it is recorded with', async () => {
    const { chatbot, record } = creation;
    const known = conversation('7bb301ad', { chatbot, greeting: 'Hi', userName: 'Ada' });
    await record.conversations.add(known);
    const another = { ...chatbot, id: '999', name: 'Another' };
    const sessions = { use: () => assert.fail() };
    const sendMessage = sendMessageWith(record.conversations, sessions, () => 1000);
    await assert.rejects(
      sendMessage(another, '7bb301ad', 'Hello'),
      ({ failure }: UserdeskError) => {
        assert.deepEqual(failure, {
          code: 'invalidArgument',
          argument: 'conversationId',
          reason:
            'This conversation is recorded with the chatbot "Support bot", and belongs to that one alone.',
        });
        return true;
      },
    );
  });

  it('goes over to the chatbot that it is asked for with, until one has answered in it', async () => {
    const { chatbot, record } = creation;
    const another = { ...chatbot, id: '999', name: 'Another' };
    const guess = conversation('a', { chatbot: another, openedById: true, createdAt: 5 });
    await record.conversations.add(guess);
    await talk(record, guess, { state: 'failed', text: '' });
    const byId = (of: typeof chatbot) => conversationById(record.conversations, of, 'a', 1000);
    const { is, conversation: right } = await byId(chatbot);
    assert.equal(is, 'recorded');
    assert.deepEqual([right.chatbot, right.createdAt], [chatbot, 5]);
    await talk(record, right, { state: 'done', text: 'Hi' });
    assert.equal((await byId(another)).is, 'ofAnotherChatbot');
    assert.equal((await byId(chatbot)).is, 'recorded');
  });

  it('is not taken to another chatbot while one is asked', async () => {
    const { chatbot, record } = creation;
    const asked: string[] = [];
    const answer = Promise.withResolvers<'done'>();
    const sessions = new ChatSessions({
      ...{ knownKeys: () => Promise.resolve([]), seenKeys: [], now: Date.now },
      store: record.transcripts,
      failed: (error) => assert.fail(String(error)),
      describe: () => assert.fail(),
      stream: (of) => {
        asked.push(of.chatbot.id);
        return answer.promise;
      },
    });
    const guess = conversation('a', { chatbot, openedById: true });
    await record.conversations.add(guess);
    const { session, release } = await sessions.acquire(guess);
    const sending = session.send('Hello');
    const other = { ...guess, chatbot: { ...chatbot, id: 'another' } };
    await sessions.use(other, ({ conversation: of }) => {
      assert.equal(of.chatbot.id, chatbot.id);
    });
    answer.resolve('done');
    await sending;
    release();
    assert.deepEqual(asked, [chatbot.id]);
  });

  it('gets into the record with the first message that is kept, and not before', async () => {
    const { chatbot, record } = creation;
    let kept: (() => void) | undefined;
    const session: Pick<ChatSession, 'send'> = {
      send: (message: string, onKept?: () => void) => {
        kept = onKept;
        return message === ''
          ? Promise.reject(new UserdeskError({ code: 'conversationBusy' }))
          : Promise.resolve('Hi');
      },
    };
    const sessions = {
      use: (_conversation: Conversation, action: (of: typeof session) => Promise<string>) =>
        action(session),
    };
    const sendMessage = sendMessageWith(record.conversations, sessions, () => 1000);
    assert.equal(await failureCodeOf(sendMessage(chatbot, 'another', '')), 'conversationBusy');
    assert.deepEqual(await record.ids(), []);
    assert.equal(await sendMessage(chatbot, 'another', 'Hello'), 'Hi');
    kept?.();
    while ((await record.ids()).length === 0) await new Promise(setImmediate);
    assert.deepEqual(await record.ids(), ['another']);
  });
});

/** A message, and what came of it. */
async function talk(
  { transcripts }: Pick<CreationUnderTest['record'], 'transcripts'>,
  into: Conversation,
  { state, text: answer }: { state: 'done' | 'failed'; text: string },
): Promise<void> {
  await transcripts.append(into, { type: 'sent', turn: state, message: 'Hello', at: 1 });
  if (answer !== '') await transcripts.append(into, { type: 'text', turn: state, text: answer });
  await transcripts.append(into, { type: 'ended', turn: state, state });
}

async function send(
  creation: CreationUnderTest,
  reply: Reply,
  into: Conversation = conversation('7bb301ad', { chatbot: creation.chatbot }),
  message = 'Hello',
) {
  creation.server.reply = reply;
  let answer = '';
  const { signal } = new AbortController();
  const outcome = await streamFrom(creation)(into, message, {
    signal,
    onText: (piece) => (answer += piece),
  });
  return { outcome, answer };
}
