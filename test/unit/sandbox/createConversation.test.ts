import assert from 'node:assert/strict';
import { sandboxChatbots } from '../../../src/sandbox/chatbots';
import { errorOf, post, useSandbox } from './sandboxUnderTest';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('Creating a conversation in the sandbox', () => {
  const sandbox = useSandbox();

  it('answers with a new ID and the greeting', async () => {
    const answer = await post(sandbox(), 'sandbox-support/conversation', {
      userName: 'Ada',
      userEmail: 'ada@example.com',
    });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
    const { conversationId, ...rest } = JSON.parse(answer.text) as { conversationId: string };
    assert.match(conversationId, uuid);
    assert.deepEqual(rest, { success: true, response: sandboxChatbots[0]!.greeting });
  });

  it('works with fetch', async () => {
    const { baseUrl, apiKeyOf } = sandbox();
    const response = await fetch(`${baseUrl}/chatbot/sandbox-support/conversation`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${apiKeyOf('sandbox-support')!}`,
        'Content-Type': 'application/json',
      },
      body: '{}',
    });
    assert.equal(response.status, 200);
    assert.match(((await response.json()) as { conversationId: string }).conversationId, uuid);
  });

  it('leaves the response out where no greeting is configured', async () => {
    const answer = await post(sandbox(), 'sandbox-silent/conversation', {});
    assert.equal(answer.status, 200);
    assert.deepEqual(Object.keys(JSON.parse(answer.text) as object), ['success', 'conversationId']);
  });

  it('gives every conversation an ID of its own', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(sandbox(), 'sandbox-silent/conversation', {})),
    );
    assert.equal(new Set(answers.map(({ text }) => text)).size, 20);
  });

  for (const field of ['userName', 'userEmail']) {
    it(`refuses a ${field} that is no string`, async () => {
      for (const value of [1, null, ['Ada'], { first: 'Ada' }]) {
        const answer = await post(sandbox(), 'sandbox-support/conversation', { [field]: value });
        assert.equal(answer.status, 400);
        assert.equal(errorOf(answer), `"${field}" must be a string`);
      }
    });
  }

  for (const [chatbotId, status, error] of [
    ['sandbox-missing-key', 401, 'Missing API Key'],
    ['sandbox-wrong-key', 401, 'Wrong API Key'],
    ['sandbox-forbidden', 403, 'Access to this chatbot is denied'],
    ['sandbox-error', 500, 'An error occurred on the server'],
  ] as const) {
    it(`fails with ${status}, ${error}, for ${chatbotId}, whatever is asked of it`, async () => {
      const created = await post(sandbox(), `${chatbotId}/conversation`, {});
      assert.deepEqual([created.status, errorOf(created)], [status, error]);
      const sent = await post(sandbox(), `${chatbotId}/message`, { message: 'Hi', stream: true });
      assert.deepEqual([sent.status, errorOf(sent)], [status, error]);
      assert.equal(sent.headers['content-type'], 'application/json; charset=utf-8');
    });
  }
});
