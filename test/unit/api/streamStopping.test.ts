import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import type { FetchFunction } from '../../../src/api/client';
import { UserdeskError } from '../../../src/api/errors';
import { createNodeFetch } from '../../../src/api/nodeFetch';
import type { Reply } from '../../support/loopbackServer';
import { json, silence, stall, text } from '../../support/replies';
import { ApiUnderTest, apiKey, describeWithEachFetch, failureOf } from './apiUnderTest';

/** Some pieces, and never an end. */
const goesOn: Reply = async (response) => {
  for (const piece of ['Hello', ', ', 'Ada']) {
    response.write(piece);
    await turnOfEventLoop();
  }
};

describeWithEachFetch('A stream that is stopped', (api) => {
  it('before it began is not sent', async () => {
    assert.equal(await api.stream(text('Hello'), { signal: AbortSignal.abort() }), 'stopped');
    assert.equal(api.server.connectionCount, 0);
  });

  it('at any moment of its beginning is an outcome, and nothing comes after it', async () => {
    for (let turns = 0; turns < 20; turns++) {
      const controller = new AbortController();
      const end = api.stream(goesOn, { signal: controller.signal });
      for (let turn = 0; turn < turns; turn++) await turnOfEventLoop();
      controller.abort();
      assert.equal(await end, 'stopped');
      const { text: kept } = api;
      await api.server.until(({ openConnections }) => openConnections === 0);
      assert.equal(api.text, kept);
    }
  });

  const headAlone: Reply = (response) => {
    response.writeHead(200).flushHeaders();
  };
  for (const [when, reply] of [
    ['before the answer began', silence],
    ['after its head', headAlone],
    ['in the middle of JSON', stall],
  ] as const) {
    it(`${when} is an outcome, and its connection is closed`, async () => {
      const controller = new AbortController();
      const end = api.stream(reply, { signal: controller.signal });
      await api.server.until(({ requests }) => requests.length === 1);
      controller.abort(new Error('a reason of the caller'));
      assert.equal(await end, 'stopped');
      assert.deepEqual(api.pieces, []);
      await api.server.until(({ openConnections }) => openConnections === 0);
    });
  }

  it('in the middle keeps what came, without half a character, and its connection is closed', async () => {
    const controller = new AbortController();
    const first = Buffer.from('48656c6c6ff09f91', 'hex');
    const { end } = await api.begin(first, { signal: controller.signal });
    controller.abort();
    assert.equal(await end, 'stopped');
    assert.equal(api.text, 'Hello');
    await api.server.until(({ openConnections }) => openConnections === 0);
    assert.equal(api.server.requests.length, 1);
  });

  it('by whoever is given a piece is given no other', async () => {
    const controller = new AbortController();
    const onText = () => {
      controller.abort();
    };
    assert.equal(await api.stream(goesOn, { signal: controller.signal, onText }), 'stopped');
    await api.server.until(({ openConnections }) => openConnections === 0);
    assert.equal(api.pieces.length, 1);
  });

  it('after it was done stays done', async () => {
    const controller = new AbortController();
    const outcome = await api.stream(text('Hello'), { signal: controller.signal });
    controller.abort();
    assert.equal(outcome, 'done');
    assert.deepEqual(getEventListeners(controller.signal, 'abort'), []);
  });
});

describeWithEachFetch('Whoever is given the text of a stream and throws', (api) => {
  const thrown = new UserdeskError({ code: 'connectionBroken', host: 'elsewhere' });
  const onText = () => {
    throw thrown;
  };

  it('ends the request, is told of it and is given nothing more', async () => {
    const reply: Reply = (response) => {
      response.writeHead(200).write('Hello, uk-0');
    };
    await assert.rejects(api.stream(reply, { onText }), (error) => error === thrown);
    await api.server.until(({ openConnections }) => openConnections === 0);
    assert.deepEqual(api.pieces, ['Hello, ']);
  });

  for (const [what, reply] of [
    ['at the beginning of a key at its end', text('uk-0')],
    ['at JSON', json({ response: 'Hello' })],
  ] as const) {
    it(`is told of it ${what} too`, async () => {
      await assert.rejects(api.stream(reply, { onText }), (error) => error === thrown);
      assert.equal(api.pieces.length, 1);
      assert.equal(api.exchanges.length, 1);
    });
  }
});

describe('A fetch that does not listen to its signal', () => {
  const api = new ApiUnderTest();
  const { fetch, dispose } = createNodeFetch();
  const deaf: FetchFunction = (url, init) =>
    fetch(url, { ...init, signal: new AbortController().signal });
  beforeEach(() => api.start(deaf));
  afterEach(async () => {
    await api.server.stop();
    dispose();
  });

  it('is not waited for in a stream, and no late piece is handed out', async () => {
    const controller = new AbortController();
    const { response, end } = await api.begin('Hello', { signal: controller.signal });
    controller.abort();
    assert.equal(await end, 'stopped');
    assert.equal(api.server.openConnections, 1);
    response.write(', Ada');
    // Once the late piece has come, nobody reads any further.
    await api.server.until(({ openConnections }) => openConnections === 0);
    assert.equal(api.text, 'Hello');
    assert.equal(api.exchanges.length, 1);
  });

  it('hands out no late piece after a time-out either', async () => {
    const { response, end } = await api.begin('Hello', { timeoutMs: 500 });
    assert.deepEqual(await failureOf(end), { code: 'answerStalled', timeoutMs: 500 });
    response.write(', Ada');
    await api.server.until(({ openConnections }) => openConnections === 0);
    assert.equal(api.text, 'Hello');
  });
});

describe('A stream that is stopped while a piece is on its way', () => {
  const api = new ApiUnderTest();
  const { fetch, dispose } = createNodeFetch();
  let onPiece: () => Promise<void>;
  const watched: FetchFunction = async (url, init) => {
    const response = await fetch(url, init);
    async function* body() {
      for await (const piece of response.body ?? []) {
        void onPiece();
        yield piece;
      }
    }
    return { status: response.status, headers: response.headers, body: body() };
  };
  beforeEach(() => api.start(watched));
  afterEach(async () => {
    await api.server.stop();
    dispose();
  });

  it('hands out nothing more, at whatever step of that way', async () => {
    for (let steps = 0; steps < 40; steps++) {
      const controller = new AbortController();
      let kept: string | undefined;
      onPiece = async () => {
        for (let step = 0; step < steps; step++) await Promise.resolve();
        if (controller.signal.aborted) return;
        controller.abort();
        kept = api.text;
      };
      assert.equal(await api.stream(goesOn, { signal: controller.signal }), 'stopped');
      await turnOfEventLoop();
      assert.equal(api.text, kept);
    }
  });
});

describeWithEachFetch('What is held back because it may be the API key', (api) => {
  const beginning = apiKey.slice(0, 5);

  it('is handed out at the end', async () => {
    assert.equal(await api.stream(text(`Hello ${beginning}`)), 'done');
    assert.equal(api.text, `Hello ${beginning}`);
  });

  it('is handed out before a stopped stream has ended', async () => {
    const controller = new AbortController();
    const { end } = await api.begin(`Hello ${beginning}`, { signal: controller.signal });
    assert.equal(api.text, 'Hello ');
    controller.abort();
    assert.equal(await end, 'stopped');
    assert.equal(api.text, `Hello ${beginning}`);
  });

  it('is handed out before a broken stream has failed', async () => {
    const { response, end } = await api.begin(`Hello ${beginning}`);
    response.socket?.end();
    assert.equal((await failureOf(end)).code, 'answerCut');
    assert.equal(api.text, `Hello ${beginning}`);
  });

  it('counts as text that came, even if it is all', async () => {
    const failure = await api.streamFailure((response) => {
      response.writeHead(200).write(beginning, () => response.socket?.end());
    });
    assert.deepEqual(failure, { code: 'answerCut', host: api.host });
    assert.equal(api.text, beginning);
  });
});
