import assert from 'node:assert/strict';
import { refOf } from '../../../src/conversations/conversation';
import * as sqlite from 'node:sqlite';
import { LatestSearch } from '../../../src/conversations/latestSearch';
import { putConversation } from '../../../src/record/conversationRows';
import type { SearchHit } from '../../../src/record/protocol';
import { migrate } from '../../../src/record/schema';
import { search } from '../../../src/record/search';
import { Sql } from '../../../src/record/sql';
import { beginTurn } from '../../../src/record/turnRows';
import { WordIndex } from '../../../src/record/wordIndex';
import { conversation } from '../conversations/recordUnderTest';
import { useRecord } from './recordUnderTest';

describe('The search', () => {
  const record = useRecord();

  /** The matching words of a hit. */
  const marked = ({ text, matches }: SearchHit) =>
    matches.map(([from, to]) => text.slice(from, to));

  it('finds IDs, titles, notes, users, greetings, messages and answers', async () => {
    const window = record.open();
    const one = conversation('7bb301ad-e691', {
      ...{ greeting: 'Welcome aboard', userName: 'Ada Lovelace', userEmail: 'ada@example.com' },
    });
    await window.conversations.add(one);
    const changes = { title: 'Broken engine', note: 'call back' };
    await window.client.ask({ type: 'change', ref: refOf(one), changes });
    await window.talk(one, 'a', 'Where is my parcel?', 'It left Leipzig yesterday.');
    for (const [words, place, ...matches] of [
      ['7bb301ad-e6', 'id', '7bb301ad', 'e691'],
      ['engine', 'title', 'engine'],
      ['call', 'note', 'call'],
      ['lovelace', 'user', 'Lovelace'],
      ['ada@example', 'user', 'Ada'],
      ['aboard', 'greeting', 'aboard'],
      ['PARCEL', 'message', 'parcel'],
      ['leip', 'answer', 'Leipzig'],
    ]) {
      const { mode, hits } = await window.client.ask({ type: 'search', words: words! });
      assert.deepEqual([mode, hits.length], ['fts', 1], words);
      assert.deepEqual([hits[0]!.place, ...marked(hits[0]!)], [place, ...matches]);
      assert.equal(hits[0]!.conversation.title, 'Broken engine');
    }
  });

  it('wants all of the words, and of the last one its beginning', async () => {
    const window = record.open();
    const one = conversation('1');
    await window.talk(one, 'a', 'The quick brown fox');
    const found = async (words: string) =>
      (await window.client.ask({ type: 'search', words })).hits.length;
    assert.equal(await found('fox quick'), 1);
    assert.equal(await found('quick bro'), 1);
    assert.equal(await found('bro quick'), 0);
    assert.equal(await found('quick dog'), 0);
    assert.equal(await found('q'), 0, 'too little');
    assert.equal(await found('  " * ( '), 0, 'no word at all');
    assert.equal(await found('"quick" OR -fox NEAR('), 0, 'words, and no language of queries');
  });

  for (const [text, finds, misses] of [
    ['東京都に住んでいます', ['東京', '京都', '東京都', '住んで', 'ます'], ['大阪', '都京']],
    ['我想取消订单', ['取消', '订单', '取消订单'], ['单订']],
    ['주문을 취소하고 싶어요', ['주문', '취소', '싶어'], ['문주']],
    ['ฉันต้องการยกเลิก', ['ต้องการ', 'ยกเลิก'], ['เลิกยก']],
    ['Zürich, Ångström, ﬁnance', ['zurich', 'ANGSTROM', 'finan', 'Zürich'], ['zuerich']],
    ['PS5を買う', ['ps5', '買う'], ['ps4']],
    ['Привет, мир', ['привет', 'МИР'], ['вет']],
    ['👩‍👩‍👧 family 𝒳𝒴', ['family', '𝒳𝒴', '👩‍👩‍👧', '👧👩'], ['👦', 'family 👦']],
    ['In C# or C++, $5 | €7', ['C#', 'c++', '$5', '€7', 'or c+'], ['F#', '$6', 'c€ 8']],
  ] as const) {
    it(`finds words in “${text}”`, async () => {
      const window = record.open();
      await window.talk(conversation('1'), 'a', text);
      for (const words of finds) {
        const { hits } = await window.client.ask({ type: 'search', words });
        assert.equal(hits.length, 1, words);
        assert.notEqual(marked(hits[0]!).join(''), '', words);
      }
      for (const words of misses) {
        assert.equal((await window.client.ask({ type: 'search', words })).hits.length, 0, words);
      }
    });
  }

  it('shows a line around the match, and where in it the match is', async () => {
    const window = record.open();
    const text = `${'before '.repeat(100)}\n\tneedle 👍 and\r\nneedles${' after'.repeat(100)}`;
    await window.talk(conversation('1'), 'a', 'Hello', text);
    const [hit] = (await window.client.ask({ type: 'search', words: 'needle' })).hits;
    assert.deepEqual(marked(hit!), ['needle', 'needles']);
    assert.match(hit!.text, /^….*before {3}needle 👍 and {2}needles after.*…$/);
    assert.ok(hit!.text.length < 150);
  });

  it('finds what is new in a title and not what was there before', async () => {
    const { client, conversations } = record.open();
    const one = conversation('1', { greeting: 'Hello' });
    await conversations.add(one);
    const found = async (words: string) =>
      (await client.ask({ type: 'search', words })).hits.length;
    await client.ask({ type: 'change', ref: refOf(one), changes: { title: 'Apples' } });
    await client.ask({ type: 'change', ref: refOf(one), changes: { title: 'Pears' } });
    assert.deepEqual(
      [await found('apples'), await found('pears'), await found('hello')],
      [0, 1, 1],
    );
  });

  it('gives each conversation once, the newest first, and fifty of them', async () => {
    const { client, conversations } = record.open();
    for (let number = 0; number < 70; number++) {
      const each = conversation(`c${number}`, { createdAt: number * 1000, greeting: 'everywhere' });
      await conversations.add(each);
      const begin = { turn: 'a', message: 'everywhere, too', at: number * 1000 + 1 };
      await client.ask({ type: 'begin', conversation: each, ...begin });
    }
    const { hits } = await client.ask({ type: 'search', words: 'everyw' });
    assert.deepEqual(
      hits.map(({ conversation: { id } }) => id),
      Array.from({ length: 50 }, (_, index) => `c${69 - index}`),
    );
  });

  it('finds a message though the page before ended with its answer', async () => {
    const window = record.open();
    await window.talk(conversation('it', { createdAt: 1 }), 'a', 'needless', 'needed');
    const many = conversation('many', { createdAt: 2 });
    // With the answer above these are the thousand of a page.
    for (let number = 0; number < 499; number++) {
      await window.talk(many, `${number}`, 'needed', 'needed');
    }
    await window.talk(many, 'last', 'needed');
    const { hits } = await window.client.ask({ type: 'search', words: 'needless' });
    assert.deepEqual(
      hits.map(({ conversation: { id }, place }) => [id, place]),
      [['it', 'message']],
    );
  }).timeout(30_000);

  it('wants all of the words where many conversations have nearly all of them', async () => {
    const window = record.open();
    await window.talk(conversation('it', { createdAt: 1 }), 'a', 'Please refund the invoice');
    for (let number = 0; number < 60; number++) {
      const other = conversation(`c${number}`, { createdAt: 2 + number });
      await window.talk(other, 'a', 'A refund and an invitation');
    }
    for (const words of ['refund invo', 'refund invoice', 'invoice']) {
      const { hits } = await window.client.ask({ type: 'search', words });
      assert.deepEqual(
        hits.map(({ conversation: { id } }) => id),
        ['it'],
        words,
      );
    }
  });

  it('looks for the beginning of what is too long to have been typed', async () => {
    const window = record.open();
    await window.talk(conversation('1'), 'a', 'word '.repeat(200));
    const pasted = Array.from({ length: 200_000 }, (_, number) => `word${number}`);
    for (const [words, count] of [
      ['word '.repeat(200_000), 1],
      [pasted.join(' '), 0],
    ] as const) {
      assert.equal((await window.client.ask({ type: 'search', words })).hits.length, count);
    }
  });

  it('comes to an end where a few conversations have a word in hundreds of messages', async () => {
    const { client } = record.open();
    const ids = ['c1', 'c2'];
    const messages = Array.from({ length: 500 }, (_, number) => {
      const each = conversation(ids[number % 2]!, { createdAt: number % 2 });
      const begin = { turn: `t${number}`, message: 'everywhere', at: number };
      return client.ask({ type: 'begin', conversation: each, ...begin });
    });
    await Promise.all(messages);
    for (const words of ['ev', 'everyw', 'everywhere']) {
      const { hits } = await client.ask({ type: 'search', words });
      assert.deepEqual(
        hits.map(({ conversation: { id } }) => id),
        ids.toReversed(),
      );
    }
  });

  it('answers of several at a time the latest, the others are superseded', async () => {
    const window = record.open();
    await window.talk(conversation('1'), 'a', 'conversation');
    const latest = new LatestSearch(window.client);
    const answers = await Promise.all(['co', 'con', 'conv'].map((words) => latest.search(words)));
    const last = answers.pop();
    assert.deepEqual(answers, ['superseded', 'superseded']);
    assert.ok(typeof last === 'object' && last.hits.length === 1);
  });
});

describe('The search without a full-text index', () => {
  it('finds what stands there literally, says so, and the index is made when it can be', () => {
    const sql = new Sql(new sqlite.DatabaseSync(':memory:'));
    migrate(sql, () => undefined);
    const without = { sql, index: new WordIndex(sql, false) };
    const one = conversation('1', { greeting: '100 % sure_thing' });
    const row = putConversation(without, one);
    const begin = { turn: 'a', message: 'The quick brown fox', at: 1 };
    beginTurn(without, row, { type: 'begin', conversation: one, ...begin }, 'me');
    const found = (words: string) => search(without, words).hits.map(({ place }) => place);
    assert.equal(search(without, 'quick').mode, 'like');
    assert.deepEqual(found('ick bro'), ['message']);
    assert.deepEqual(found('100 %'), ['greeting']);
    assert.deepEqual(found('sure_t'), ['greeting']);
    assert.deepEqual(found('sure%t'), []);

    const withIndex = { sql, index: new WordIndex(sql, true) };
    withIndex.index.prepare();
    assert.deepEqual(search(withIndex, 'quick bro').hits.length, 1);
    // Somebody without it writes again.
    beginTurn(without, row, { type: 'begin', conversation: one, ...begin, turn: 'b' }, 'me');
    withIndex.index.prepare();
    assert.deepEqual(search(withIndex, 'quick').mode, 'fts');
    sql.exec(`INSERT INTO turn_words (turn_words) VALUES ('integrity-check')`);
    sql.close();
  });
});
