import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { parse } from 'jsonc-parser';
import schema from '../../../media/sandbox-scenario.schema.json';
import type { SandboxChatbot } from '../../../src/sandbox/chatbots';
import { faultKinds } from '../../../src/sandbox/faults';
import { parseScenario, ScenarioError } from '../../../src/sandbox/scenario';
import { startSandbox } from '../../../src/sandbox/server';
import { errorOf, post } from './sandboxUnderTest';

const example = `{
  // A chatbot that fails now and then.
  "seed": 7,
  "chatbots": [
    {
      "id": "sandbox-orders",
      "name": "Orders",
      "apiKey": "orders-key-1",
      "greeting": "Welcome!",
      "answers": [{ "message": "Hello", "answer": "Hello {userName}, this is message {turn}." }],
      "fallback": "You wrote: {message} {other}",
      "faults": [{ "kind": "status", "status": 404, "on": "message", "turn": 3 }],
    },
  ],
}`;

describe('A scenario of the sandbox', () => {
  const isDescribed = new Ajv().compile(schema);

  it('has chatbots of its own, with their keys, greetings, answers and faults', async () => {
    const sandbox = await startSandbox({ scenario: parseScenario(example) });
    assert.equal(sandbox.apiKeyOf('sandbox-orders'), 'orders-key-1');
    assert.equal(sandbox.apiKeyOf('sandbox-support'), undefined);
    const created = await post(sandbox, 'sandbox-orders/conversation', { userName: 'Ada' });
    const { conversationId, response } = JSON.parse(created.text) as Record<string, string>;
    assert.equal(response, 'Welcome!');
    const say = (message: string) =>
      post(sandbox, 'sandbox-orders/message', { conversationId, message });
    const text = async (message: string) =>
      (JSON.parse((await say(message)).text) as { response: string }).response;
    assert.equal(await text('hello!'), 'Hello Ada, this is message 1.');
    assert.equal(await text('$& {turn}'), 'You wrote: $& {turn} {other}');
    const failed = await say('hello');
    assert.deepEqual([failed.status, errorOf(failed)], [404, 'Not Found']);
    await sandbox.stop();
  });

  it('refuses an answer that would be longer than 10 MB', async () => {
    await answering({ fallback: '{message}'.repeat(400) }, async (say) => {
      assert.equal(await say('Hi'), 'Hi'.repeat(400));
      assert.equal(
        await say('x'.repeat(26_000)),
        'The answer of the scenario is longer than 10 MB',
      );
    });
  });

  it('answers what a pattern is found in, in the order of its answers', async () => {
    const answers = [
      { message: 'Order 1', answer: 'The first.' },
      { pattern: String.raw`\border\s+\p{Nd}+`, answer: 'Your order, {userName}.' },
      { pattern: '^order', answer: 'Which one?' },
    ];
    await answering({ answers, fallback: 'No.' }, async (say) => {
      assert.equal(await say('order 1!'), 'The first.');
      assert.equal(await say('About my ORDER ٣'), 'Your order, Anonymous.');
      assert.equal(await say('order'), 'Which one?');
      assert.equal(await say('An order'), 'No.');
    });
  });

  it('gives up a pattern that takes more than a second, and goes on with the next message', async () => {
    const answers = [
      { pattern: '^(a|a)+$', answer: 'Found.' },
      { pattern: 'b', answer: 'With b.' },
    ];
    await answering({ answers }, async (say) => {
      const [endless, other] = await Promise.all([say(`${'a'.repeat(50)}b`), say('b')]);
      assert.equal(endless, 'The pattern "^(a|a)+$" of the scenario took longer than a second');
      assert.equal(other, 'With b.');
      assert.equal(await say('aa'), 'Found.');
    });
  });

  it('ends its thread with the sandbox: what waits for it is not tried any more', async () => {
    const answers = [{ pattern: '^(a|a)+$', answer: 'Found.' }];
    const scenario = parseScenario(JSON.stringify({ chatbots: [{ ...aChatbot, answers }] }));
    const sandbox = await startSandbox({ scenario });
    const path = `${aChatbot.id}/message` as const;
    const asked = [1, 2].map(() => post(sandbox, path, { message: `${'a'.repeat(50)}b` }));
    const outcomes = Promise.allSettled(asked);
    while (sandbox.control.requests.length === 0) {
      // Both are under way by then.
      await post(sandbox, `${aChatbot.id}/conversation`, {});
    }
    await sandbox.stop();
    assert.deepEqual(
      (await outcomes).map(({ status }) => status),
      ['rejected', 'rejected'],
    );
  });

  it('sends its answers as they are to be delivered', async () => {
    const delivery = { pauseMs: 20, borders: [1, 3] };
    const chatbot = { ...aChatbot, delivery, fallback: 'ä€🙂' };
    const sandbox = await startSandbox({ scenario: { chatbots: [chatbot], seed: 1 } });
    const path = `${aChatbot.id}/message` as const;
    const { pieces } = await post(sandbox, path, { message: 'x', stream: true });
    assert.deepEqual(
      pieces.map((piece) => piece.length),
      [1, 2, 6],
    );
    await sandbox.stop();
  });

  const aChatbot = { id: 'sandbox-a', name: 'A' };

  /** What the chatbot says to a message, or why it does not. */
  async function answering(
    chatbot: Partial<SandboxChatbot>,
    talk: (say: (message: string) => Promise<unknown>) => Promise<void>,
  ): Promise<void> {
    const source = JSON.stringify({ chatbots: [{ ...aChatbot, ...chatbot }] });
    assert.equal(isDescribed(parse(source)), true);
    const sandbox = await startSandbox({ scenario: parseScenario(source) });
    try {
      await talk(async (message) => {
        const answer = await post(sandbox, `${aChatbot.id}/message`, { message });
        return (JSON.parse(answer.text) as { response?: string }).response ?? errorOf(answer);
      });
    } finally {
      await sandbox.stop();
    }
  }

  it('is read with a byte order mark, as some editors write it', () => {
    assert.equal(parseScenario(`\ufeff${example}`).seed, 7);
  });

  it('is described by the schema that VS Code completes it with', () => {
    assert.equal(isDescribed(parse(example)), true);
    assert.deepEqual(schema.definitions.fault.properties.kind.enum, Object.keys(faultKinds));
  });

  for (const [source, message] of [
    ['', /^Line 1: value expected$/],
    ['{\n "chatbots": [\n x ]}', /^Line 3: invalid symbol$/],
    ['{}', /^chatbots: /],
    ['{"chatbots": []}', /^chatbots: /],
    ['{"chatbots": [{"id": "support", "name": "S"}]}', /^chatbots\.0\.id: .*"sandbox-"/],
    [
      '{"chatbots": [{"id": "sandbox-a", "name": "A", "faults": [{"kind": "fire"}]}]}',
      /^chatbots\.0\.faults\.0\.kind: /,
    ],
    ['{"chatbots": [{"id": "sandbox-a", "name": "A", "colour": "red"}]}', /^chatbots\.0\.colour: /],
    [
      '{"chatbots": [{"id": "sandbox-a", "name": "A", "answers": [{"pattern": "(", "answer": "B"}]}]}',
      /^chatbots\.0\.answers\.0\.pattern: Invalid regular expression: /,
    ],
    [
      '{"chatbots": [{"id": "sandbox-a", "name": "A", "answers": [{"answer": "B"}]}]}',
      /^chatbots\.0\.answers\.0: An answer is for a message or for a pattern$/,
    ],
    [
      '{"chatbots": [{"id": "sandbox-a", "name": "A", "delivery": {"pieceBytes": 0}}]}',
      /^chatbots\.0\.delivery\.pieceBytes: /,
    ],
    [
      '{"chatbots": [{"id": "sandbox-a", "name": "A"}, {"id": "sandbox-a", "name": "B"}]}',
      /same ID/,
    ],
    [
      '{"chatbots": [{"id": "sandbox-a", "name": "A", "apiKey": "12345678"}, {"id": "sandbox-b", "name": "B", "apiKey": "12345678"}]}',
      /same key/,
    ],
    ['['.repeat(100_000), /^It is nested too deeply$/],
  ] as const) {
    it(`says what is wrong with ${JSON.stringify(source).slice(0, 200)}`, () => {
      assert.throws(
        () => parseScenario(source),
        (error) => {
          assert.ok(error instanceof ScenarioError);
          assert.match(error.message, message);
          return true;
        },
      );
    });
  }
});
