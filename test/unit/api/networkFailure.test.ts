import assert from 'node:assert/strict';
import { FetchError } from 'node-fetch';
import { networkDetail, networkFailure } from '../../../src/api/networkFailure';

const host = 'api.userdesk.io';
const broken = { code: 'connectionBroken', host };
const untrusted = { code: 'certificateNotTrusted', host };
const unreachable = (reason: string) => ({ code: 'unreachable', host, reason });

const errors: [string, string | undefined, object][] = [
  ['ENOTFOUND', 'getaddrinfo', unreachable('name not found')],
  ['EAI_AGAIN', 'getaddrinfo', unreachable('name not found')],
  ['EAI_FAIL', 'getaddrinfo', unreachable('no connection')],
  ['ECONNREFUSED', 'connect', unreachable('connection refused')],
  ['EHOSTUNREACH', 'connect', unreachable('host unreachable')],
  ['ENETUNREACH', 'connect', unreachable('network unreachable')],
  ['ETIMEDOUT', 'connect', unreachable('connection timed out')],
  ['UND_ERR_CONNECT_TIMEOUT', undefined, unreachable('connection timed out')],
  ['EACCES', 'connect', unreachable('no connection')],
  ['ECONNRESET', 'connect', unreachable('no connection')],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', undefined, unreachable('no secure connection')],
  ['ECONNRESET', 'read', broken],
  ['ECONNRESET', undefined, broken],
  ['EPIPE', 'write', broken],
  // Of a connection in use as well as of a server without TLS.
  ['EPROTO', 'write', broken],
  ['ERR_SSL_WRONG_VERSION_NUMBER', undefined, broken],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', undefined, broken],
  ['ETIMEDOUT', 'read', broken],
  ['EHOSTUNREACH', 'read', broken],
  ['ENETUNREACH', 'write', broken],
  ['ERR_STREAM_PREMATURE_CLOSE', undefined, broken],
  ['UND_ERR_SOCKET', undefined, broken],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', undefined, broken],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', undefined, untrusted],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', undefined, untrusted],
  ['SELF_SIGNED_CERT_IN_CHAIN', undefined, untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', undefined, untrusted],
  ['CERT_HAS_EXPIRED', undefined, untrusted],
  ['CERT_NOT_YET_VALID', undefined, untrusted],
  ['ERR_TLS_CERT_ALTNAME_INVALID', undefined, untrusted],
];

function systemError(code: string, syscall?: string) {
  return Object.assign(new Error(`${syscall ?? 'tls'} ${code}`), { code, syscall });
}

describe('An error of the network', () => {
  for (const [code, syscall, failure] of errors) {
    it(`${code} ${syscall ? `of ${syscall} ` : ''}is known bare and wrapped`, () => {
      const error = systemError(code, syscall);
      const overNodeFetch = new FetchError('request failed', 'system', error as never);
      const overPlatformFetch = new TypeError('fetch failed', { cause: error });
      for (const thrown of [error, overNodeFetch, overPlatformFetch]) {
        assert.deepEqual(networkFailure(thrown, host), failure);
      }
    });
  }

  it('of several addresses tried at once is that of the first', () => {
    const both = [systemError('ETIMEDOUT', 'connect'), systemError('ENETUNREACH', 'connect')];
    const together = Object.assign(new AggregateError(both), { code: 'ETIMEDOUT' });
    const failure = unreachable('connection timed out');
    assert.deepEqual(networkFailure(together, host), failure);
    // All that node-fetch keeps of it is the code.
    const wrapped = new FetchError('request failed', 'system', together as never);
    assert.deepEqual(networkFailure(wrapped, host), failure);
  });

  it('of a proxy that is not there is known by its words, and its password is not told', () => {
    const words =
      'Failed to establish a socket connection to proxies: PROXY ada:sec"ret@proxy:8080';
    const wrapped = new FetchError(`request failed, reason: ${words}`, 'system');
    for (const thrown of [new Error(words), wrapped]) {
      assert.deepEqual(networkFailure(thrown, host), unreachable('no connection to the proxy'));
      assert.match(networkDetail(thrown), /to proxies$/);
    }
  });

  it('of no known kind is a broken connection, since something may have been sent', () => {
    const circle = new Error('round and round');
    circle.cause = circle;
    const domException = new DOMException('The operation was aborted.', 'AbortError');
    for (const thrown of [undefined, 'text', new TypeError('terminated'), circle, domException]) {
      assert.deepEqual(networkFailure(thrown, host), broken);
    }
  });

  it('is told to the log in the words of the innermost one', () => {
    const reset = systemError('ECONNRESET', 'read');
    assert.equal(networkDetail(new TypeError('terminated', { cause: reset })), 'read ECONNRESET');
    const hangUp = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    assert.equal(networkDetail(hangUp), 'ECONNRESET: socket hang up');
    assert.equal(networkDetail('text'), 'text');
  });
});
