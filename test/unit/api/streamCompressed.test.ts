import assert from 'node:assert/strict';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { text } from '../../support/replies';
import { describeWithEachFetch, failureOf } from './apiUnderTest';

describeWithEachFetch('A compressed stream', (api, fetchName) => {
  const gzip = { 'Content-Encoding': 'gzip' };
  const begun = gzipSync('Hello', { finishFlush: constants.Z_SYNC_FLUSH });

  it('that is none is not understood', async () => {
    const failure = await api.streamFailure(text('Hello', 200, gzip));
    const detail = 'it cannot be decompressed';
    assert.deepEqual(failure, { code: 'unexpectedResponse', detail });
    assert.deepEqual(api.pieces, []);
  });

  it('that goes on as none is not understood, and what came is kept', async () => {
    const { response, end } = await api.begin(begun, {}, gzip);
    response.write(Buffer.alloc(100, 0xff));
    const detail = 'it cannot be decompressed';
    assert.deepEqual(await failureOf(end), { code: 'unexpectedResponse', detail });
    assert.equal(api.text, 'Hello');
  });

  it('that breaks is cut, and what came is kept', async () => {
    const { response, end } = await api.begin(begun, {}, gzip);
    response.socket?.end();
    assert.deepEqual(await failureOf(end), { code: 'answerCut', host: api.host });
    assert.equal(api.text, 'Hello');
  });

  // The platform's own takes it for whole, and nothing tells.
  if (fetchName !== 'node-fetch') return;
  for (const [coding, compressed] of [
    ['gzip', gzipSync('Hello')],
    ['deflate', deflateSync('Hello')],
    ['br', brotliCompressSync('Hello')],
  ] as const) {
    it(`that ends in order before its compression does is cut: ${coding}`, async () => {
      const cut = text(compressed.subarray(0, -3), 200, { 'Content-Encoding': coding });
      const failure = await api.streamFailure(cut);
      assert.match(failure.code, /^(answerCut|connectionBroken)$/);
      assert.equal(failure.code === 'answerCut', api.text !== '');
      assert.ok('Hello'.startsWith(api.text));
      const whole = text(compressed, 200, { 'Content-Encoding': coding });
      assert.equal(await api.stream(whole), 'done');
      assert.equal(api.text, 'Hello');
    });

    it(`that is empty is an empty answer: ${coding}`, async () => {
      for (const status of [200, 204]) {
        const empty = text('', status, { 'Content-Encoding': coding });
        assert.equal(await api.stream(empty), 'done');
        assert.deepEqual(api.pieces, []);
      }
    });
  }

  for (const coding of ['gzip, br', 'br, gzip', 'zstd', 'constructor', '__proto__']) {
    it(`that nobody asked for is not understood, and its status is: ${coding}`, async () => {
      const odd = { 'Content-Encoding': coding };
      const detail = 'it cannot be decompressed';
      const failure = await api.streamFailure(text('(\xb5/\xfd odd bytes', 200, odd));
      assert.deepEqual(failure, { code: 'unexpectedResponse', detail });
      const refused = api.stream(text('(\xb5/\xfd odd bytes', 401, odd));
      assert.deepEqual(await failureOf(refused), { code: 'apiKeyRefused' });
    });
  }
});
