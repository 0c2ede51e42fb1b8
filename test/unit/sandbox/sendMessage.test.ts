import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { maxConversations } from '../../../src/sandbox/conversationMemory';
import type { Answer } from './sandboxUnderTest';
import { errorOf, post, useSandbox } from './sandboxUnderTest';

interface Success {
  success: true;
  conversationId: string;
  response: string;
}

function parse({ status, text }: Answer): Success {
  assert.equal(status, 200, text);
  return JSON.parse(text) as Success;
}

describe('Sending a message to the sandbox', () => {
  const sandbox = useSandbox();
  const create = async (body: object = {}, chatbotId = 'sandbox-support') =>
    parse(await post(sandbox(), `${chatbotId}/conversation`, body)).conversationId;
  const send = async (body: object) =>
    parse(await post(sandbox(), 'sandbox-support/message', body));

  it('repeats what it was told, line by line', async () => {
    const { success, response } = await send({ message: 'One\nTwo' });
    assert.equal(success, true);
    assert.match(response, /^You wrote:\n\n> One\n> Two\n\nThis was message 1 /);
  });

  it('continues a conversation, and counts its messages', async () => {
    const conversationId = await create();
    for (const number of [1, 2, 3]) {
      const answer = await send({ conversationId, message: 'Again' });
      assert.equal(answer.conversationId, conversationId);
      assert.match(
        answer.response,
        new RegExp(`This was message ${number} of our conversation\\.$`),
      );
    }
  });

  it('remembers the user name of the conversation', async () => {
    const conversationId = await create({ userName: 'Ada' });
    const answer = await send({ conversationId, message: 'Hi' });
    assert.match(answer.response, /of our conversation, Ada\.$/);
    assert.equal((await send({ conversationId, message: 'Who am I?' })).response, 'You are Ada.');
  });

  it('takes a user name that comes with a message', async () => {
    const conversationId = await create({ userName: 'Ada' });
    const message = 'who am i';
    const now = await send({ conversationId, message, userName: 'Grace' });
    const later = await send({ conversationId, message });
    assert.deepEqual([now.response, later.response], ['You are Grace.', 'You are Grace.']);
    assert.equal((await send({ message, userName: 'Alan' })).response, 'You are Alan.');
  });

  it('creates a conversation where none is named', async () => {
    const first = await send({ message: 'Hi' });
    const second = await send({ message: 'Hi' });
    assert.notEqual(first.conversationId, second.conversationId);
    assert.match((await send({ ...first, message: 'Hi' })).response, /message 2/);
  });

  it('refuses a conversation that it does not know, or that is another chatbot’s', async () => {
    const foreign = await create({}, 'sandbox-silent');
    for (const conversationId of ['7bb301ad-e691-4341-8afb-b4407c4ffdf2', '', foreign]) {
      const answer = await post(sandbox(), 'sandbox-support/message', {
        conversationId,
        message: 'Hi',
      });
      assert.equal(answer.status, 404);
      assert.equal(errorOf(answer), 'There is no such conversation');
    }
  });

  it('forgets the oldest conversations when there are too many', async function () {
    this.timeout(20_000);
    const oldest = await create();
    const next = await create();
    for (let left = maxConversations - 1; left > 0; left -= 100) {
      await Promise.all(Array.from({ length: Math.min(left, 100) }, () => create()));
    }
    const forgotten = await post(sandbox(), 'sandbox-support/message', {
      conversationId: oldest,
      message: 'Hi',
    });
    assert.equal(forgotten.status, 404);
    assert.equal((await send({ conversationId: next, message: 'Hi' })).conversationId, next);
  });

  it('refuses a body whose fields are missing or of another type', async () => {
    for (const [body, error] of [
      [{}, '"message" is required and must not be empty'],
      [{ message: '' }, '"message" is required and must not be empty'],
      [{ message: ' \n' }, '"message" is required and must not be empty'],
      [{ message: 1 }, '"message" must be a string'],
      [{ message: 'Hi', conversationId: 1 }, '"conversationId" must be a string'],
      [{ message: 'Hi', stream: 'yes' }, '"stream" must be true or false'],
      [{ message: 'Hi', userName: 1 }, '"userName" must be a string'],
      [{ message: 'Hi', userEmail: 1 }, '"userEmail" must be a string'],
    ] as const) {
      const answer = await post(sandbox(), 'sandbox-support/message', body);
      assert.deepEqual([answer.status, errorOf(answer)], [400, error]);
    }
  });

  it('streams the same bytes that it sends in one piece', async function () {
    this.timeout(20_000);
    const compare = async (message: string) => {
      const plain = await send({ message });
      const streamed = await post(sandbox(), 'sandbox-support/message', { message, stream: true });
      assert.equal(streamed.status, 200);
      assert.equal(streamed.headers['content-type'], 'text/plain; charset=utf-8');
      assert.ok(Buffer.concat(streamed.pieces).equals(Buffer.from(plain.response)), message);
      assert.ok(streamed.pieces.length > 5, `${streamed.pieces.length} pieces`);
    };
    const messages = ['help', 'markdown', 'characters', 'long', 'Grüße 🙂, anything else'];
    await Promise.all(messages.map(compare));
  });

  it('streams pieces that end inside a character, and pieces that do not', async () => {
    const { pieces } = await post(sandbox(), 'sandbox-support/message', {
      message: 'characters',
      stream: true,
    });
    const whole = pieces.filter((piece) => isUtf8(piece)).length;
    assert.ok(whole > 0 && whole < pieces.length, `${whole} of ${pieces.length}`);
  });

  it('continues a conversation while streaming', async () => {
    const conversationId = await create();
    const message = { conversationId, message: 'Hi', stream: true };
    await post(sandbox(), 'sandbox-support/message', message);
    const second = await post(sandbox(), 'sandbox-support/message', message);
    assert.match(second.text, /This was message 2 of our conversation\.$/);
  });
});
