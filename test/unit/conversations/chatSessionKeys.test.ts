import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shareAsJson, shareAsMarkdown } from '../../../src/conversations/share';
import type { ChatSession } from '../../../src/conversations/chatSession';
import { noKeyring } from '../../support/secretStorage';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { sales, support } from '../chatbots/apiKeysUnderTest';
import { failureCodeOf } from './creationUnderTest';
import { conversation } from './recordUnderTest';
import { SessionsUnderTest } from './sessionsUnderTest';

const apiKey = 'uk-0123456789abcdef';

describe('API keys in what is said', () => {
  const folder = useTemporaryFolder();
  const one = conversation('7bb301ad', { chatbot: support });
  let windows: SessionsUnderTest;
  let session: ChatSession;
  beforeEach(async () => {
    windows = new SessionsUnderTest(folder());
    await windows.record().conversations.add(one);
    ({ session } = await windows.openWindow().acquire(one));
  });
  afterEach(() => {
    windows.close();
  });

  async function onDisk(): Promise<string> {
    const files = await readdir(folder());
    const texts = await Promise.all(files.map((file) => readFile(join(folder(), file), 'utf8')));
    return texts.join('\n');
  }

  for (const [what, prepare] of Object.entries<(of: SessionsUnderTest) => unknown>({
    'stored for this chatbot': ({ keys }) => keys.store.store(support, apiKey),
    'stored for another chatbot': ({ keys }) => keys.store.store(sales, apiKey),
    'of a chatbot at another address': ({ keys }) =>
      keys.store.store({ ...support, origin: 'https://b' }, apiKey),
    'on trial': ({ keys }) => {
      keys.store.try(sales, apiKey);
    },
    'on trial and refused': ({ keys }) => {
      keys.store.try(sales, apiKey);
      keys.store.refuse(sales, apiKey);
    },
    replaced: async ({ keys }) => {
      await keys.store.store(support, apiKey);
      await keys.store.store(support, 'uk-the-new-one');
    },
    deleted: async ({ keys }) => {
      await keys.store.store(support, apiKey);
      await keys.store.delete(support);
    },
  })) {
    it(`does not even keep a message with one that is ${what}`, async () => {
      await prepare(windows);
      for (const message of [apiKey, `My key is ${apiKey}.`, `"${encodeURIComponent(apiKey)}"`]) {
        assert.equal(await failureCodeOf(session.send(message)), 'invalidArgument');
      }
      assert.deepEqual(session.turns, []);
      assert.deepEqual(windows.sendings, []);
      await session.settle();
      assert.ok(!(await onDisk()).includes(apiKey));
    });
  }

  it('takes no key that was stored in another window meanwhile for a message', async () => {
    windows.keys.secrets.values.set(JSON.stringify([sales.origin, sales.id]), apiKey);
    assert.equal(await failureCodeOf(session.send(apiKey)), 'invalidArgument');
  });

  it('sends all the same where a key cannot be read, and knows the others', async () => {
    await windows.keys.store.store(sales, apiKey);
    windows.keys.secrets.values.set(JSON.stringify([support.origin, support.id]), 'unreadable');
    windows.keys.secrets.before = (operation, name) => {
      if (operation === 'get' && name?.includes(support.id)) throw noKeyring;
    };
    assert.equal(await failureCodeOf(session.send(apiKey)), 'invalidArgument');
    const answer = session.send('Hello');
    (await windows.sending()).end('done');
    await answer;
    assert.deepEqual(new Set(windows.keys.failures), new Set([noKeyring]));
  });

  it('can be stopped while SecretStorage is waited for: nothing is kept or sent', async () => {
    let reached!: () => void;
    const waiting = new Promise<void>((resolve) => (reached = resolve));
    let open!: () => void;
    const opened = new Promise<void>((resolve) => (open = resolve));
    windows.keys.secrets.before = () => {
      reached();
      return opened;
    };
    const events: string[] = [];
    session.listen(({ type }) => events.push(type));
    const stopped = session.send('Hello');
    await waiting;
    session.stop();
    assert.equal(await failureCodeOf(stopped), 'answerStopped');
    assert.equal(session.isAnswering, false);
    assert.deepEqual(events, ['begun', 'unsent']);
    open();
    const answer = session.send('Again');
    (await windows.sending()).end('done');
    await answer;
    assert.deepEqual(
      session.turns.map(({ message }) => message),
      ['Again'],
    );
  });

  it('keeps a draft without those that were seen', async () => {
    await windows.keys.store.store(support, apiKey);
    session.draft = `Bearer ${apiKey}`;
    await session.settle();
    assert.equal((await windows.record().transcripts.read(one)).draft, 'Bearer [API key]');
    assert.equal(session.draft, `Bearer ${apiKey}`);
  });

  it('keeps a draft without any that is known, once it was to be sent', async () => {
    windows.keys.secrets.values.set(JSON.stringify([sales.origin, sales.id]), apiKey);
    session.draft = `Bearer ${apiKey}`;
    assert.equal(await failureCodeOf(session.send(session.draft)), 'invalidArgument');
    await session.settle();
    assert.equal((await windows.record().transcripts.read(one)).draft, 'Bearer [API key]');
    assert.equal(session.draft, `Bearer ${apiKey}`);
  });

  it('lets a key that is too short to be told from a word be one', async () => {
    await windows.keys.store.store(support, 'hello');
    await windows.keys.store.store(sales, '1234567');
    session.draft = 'hello 1234567';
    await session.settle();
    assert.equal((await windows.record().transcripts.read(one)).draft, 'hello 1234567');
    const answer = session.send('hello 1234567');
    (await windows.sending()).end('done');
    await answer;
  });

  it('shares no key that was said before anybody knew it', async () => {
    const answer = session.send(`My key is ${apiKey}.`);
    const { onText, end } = await windows.sending();
    onText(`So ${apiKey.slice(0, 5)}`);
    onText(`${apiKey.slice(5)} it is.`);
    end('done');
    await answer;
    await windows.keys.store.store(sales, apiKey);
    const keys = await windows.keys.store.all();
    for (const share of [shareAsJson, shareAsMarkdown]) {
      const text = share(one, session.turns, { userDetails: 'kept', keys });
      assert.ok(!text.includes(apiKey), text);
      assert.match(text, /My key is \[API key\]\.[^]*So \[API key\] it is\./);
    }
  });
});
