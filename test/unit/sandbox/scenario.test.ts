import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { parse } from 'jsonc-parser';
import schema from '../../../media/sandbox-scenario.schema.json';
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
      '{"chatbots": [{"id": "sandbox-a", "name": "A"}, {"id": "sandbox-a", "name": "B"}]}',
      /same ID/,
    ],
  ] as const) {
    it(`says what is wrong with ${JSON.stringify(source)}`, () => {
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
