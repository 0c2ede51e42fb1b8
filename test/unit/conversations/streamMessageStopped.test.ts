import assert from 'node:assert/strict';
import { SandboxRunner } from '../../../src/chatbots/sandboxRunner';
import { startSandbox } from '../../../src/sandbox/server';
import { text } from '../../support/replies';
import { apiKey, describeCreation, sandboxSupport, streamFrom } from './creationUnderTest';
import { conversation } from './recordUnderTest';

/** Whoever comes to it waits until it is opened. */
class Gate {
  open!: () => void;
  readonly opened = new Promise<void>((resolve) => (this.open = resolve));
  private reach!: () => void;
  readonly reached = new Promise<void>((resolve) => (this.reach = resolve));

  pass(): Promise<void> {
    this.reach();
    return this.opened;
  }
}

const onDidChange = () => undefined;
const onText = () => assert.fail('no answer was to come');

describeCreation('A message that is stopped', (creation) => {
  const one = () => conversation('7bb301ad', { chatbot: creation.chatbot });

  it('is not sent any more when the key comes after all', async () => {
    const gate = new Gate();
    await creation.keys.store.store(creation.chatbot, apiKey);
    creation.keys.secrets.before = () => gate.pass();
    const stopping = new AbortController();
    const sending = streamFrom(creation)(one(), 'Hello', { signal: stopping.signal, onText });
    await gate.reached;
    stopping.abort();
    assert.equal(await sending, 'unsent');
    gate.open();
    assert.equal(await creation.keys.store.get(creation.chatbot), apiKey);
    await new Promise(setImmediate);
    assert.deepEqual(creation.server.requests, []);
  });

  it('is not sent any more when the sandbox stands after all', async () => {
    const gate = new Gate();
    creation.sandbox = new SandboxRunner(async () => {
      await gate.pass();
      return startSandbox();
    }, onDidChange);
    const { fetch } = creation;
    let requests = 0;
    creation.fetch = (...request) => {
      requests++;
      return fetch(...request);
    };
    const stopping = new AbortController();
    const sending = streamFrom(creation)(
      conversation('7bb301ad', { chatbot: sandboxSupport }),
      'Hello',
      { signal: stopping.signal, onText },
    );
    await gate.reached;
    stopping.abort();
    assert.equal(await sending, 'unsent');
    gate.open();
    await creation.sandbox.ensure();
    await new Promise(setImmediate);
    assert.equal(requests, 0);
  });

  it('asks for nothing where it was stopped before', async () => {
    creation.keys.secrets.before = () => assert.fail('no key was to be asked for');
    const signal = AbortSignal.abort();
    assert.equal(await streamFrom(creation)(one(), 'Hello', { signal, onText }), 'unsent');
    assert.deepEqual(creation.server.requests, []);
  });

  it('does not fail any more when what was waited for fails', async () => {
    const gate = new Gate();
    creation.keys.secrets.before = async () => {
      await gate.pass();
      throw new Error('the keyring was closed');
    };
    const stopping = new AbortController();
    const sending = streamFrom(creation)(one(), 'Hello', { signal: stopping.signal, onText });
    await gate.reached;
    stopping.abort();
    gate.open();
    assert.equal(await sending, 'unsent');
  });

  it('has its whole answer when only SecretStorage was waited for', async () => {
    const gate = new Gate();
    creation.keys.store.try(creation.chatbot, apiKey);
    creation.keys.secrets.before = () => gate.pass();
    creation.server.reply = text('Hi');
    const stopping = new AbortController();
    let answer = '';
    const sending = streamFrom(creation)(one(), 'Hello', {
      signal: stopping.signal,
      onText: (piece) => (answer += piece),
    });
    await gate.reached;
    stopping.abort();
    await sending;
    assert.equal(answer, 'Hi');
    gate.open();
  });
});
