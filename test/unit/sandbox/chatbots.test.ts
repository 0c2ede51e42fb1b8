import assert from 'node:assert/strict';
import { sandboxChatbots, sandboxIdPrefix, sandboxSupportId } from '../../../src/sandbox/chatbots';

describe('The chatbots of the sandbox', () => {
  it('are the ones that are documented', () => {
    assert.deepEqual(
      sandboxChatbots.map(({ id }) => id),
      [
        'sandbox-support',
        'sandbox-silent',
        'sandbox-missing-key',
        'sandbox-wrong-key',
        'sandbox-forbidden',
        'sandbox-error',
      ],
    );
  });

  it('have IDs that no other chatbot may have', () => {
    for (const { id } of sandboxChatbots) assert.ok(id.startsWith(sandboxIdPrefix), id);
  });

  it('have one with a greeting, and the others none', () => {
    const greeting = sandboxChatbots.filter((chatbot) => chatbot.greeting !== undefined);
    assert.deepEqual(
      greeting.map(({ id, name }) => ({ id, name })),
      [{ id: sandboxSupportId, name: 'Sandbox Support' }],
    );
    assert.match(greeting[0]!.greeting!, /^Hello, how can I help you\?\n/);
  });
});
