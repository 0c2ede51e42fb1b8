import assert from 'node:assert/strict';
import { parseBaseUrl } from '../../../src/api/baseUrl';

describe('The base URL', () => {
  for (const [text, baseUrl, origin] of [
    ['https://api.userdesk.io/v1', 'https://api.userdesk.io/v1', 'https://api.userdesk.io'],
    [' https://api.userdesk.io/v1// ', 'https://api.userdesk.io/v1', 'https://api.userdesk.io'],
    ['HTTPS://API.Userdesk.io:443', 'https://api.userdesk.io', 'https://api.userdesk.io'],
    [
      'https://desk.example:8443/a/b/',
      'https://desk.example:8443/a/b',
      'https://desk.example:8443',
    ],
    ['http://localhost:3000/v1', 'http://localhost:3000/v1', 'http://localhost:3000'],
    ['http://127.8.9.1/', 'http://127.8.9.1', 'http://127.8.9.1'],
    ['http://127.1:80/v1', 'http://127.0.0.1/v1', 'http://127.0.0.1'],
    ['http://[::1]:3000', 'http://[::1]:3000', 'http://[::1]:3000'],
    ['https://bücher.example', 'https://xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
  ] as const) {
    it(`can be ${text}`, () => {
      assert.deepEqual(parseBaseUrl(text), { baseUrl, origin });
    });
  }

  const notHttps = 'is not an https address';
  for (const [text, reason] of [
    ['', 'is empty'],
    ['  ', 'is empty'],
    ['api.userdesk.io/v1', notHttps],
    ['ftp://api.userdesk.io', notHttps],
    ['javascript:alert(1)', notHttps],
    ['https:api.userdesk.io', notHttps],
    ['https:/\\api.userdesk.io', notHttps],
    ['https://api.userdesk.io\\v1', notHttps],
    ['https://', notHttps],
    ['https://a b', notHttps],
    ['https://api.user\ndesk.io', notHttps],
    ['https://[::1', notHttps],
    ['http://api.userdesk.io/v1', notHttps],
    ['http://127.0.0.1.example.com', notHttps],
    ['http://localhost.example.com', notHttps],
    ['http://0.0.0.0', notHttps],
    ['http://[::2]', notHttps],
    ['https://me:secret@api.userdesk.io', 'has a user name or password in it'],
    ['https://@api.userdesk.io', 'has a user name or password in it'],
    ['https://api.userdesk.io/v1?x=1', 'has a query (the part from "?" on)'],
    ['https://api.userdesk.io/v1?', 'has a query (the part from "?" on)'],
    ['https://api.userdesk.io/v1#', 'has a fragment (the part from "#" on)'],
    ['https://api.userdesk.io#a?b', 'has a fragment (the part from "#" on)'],
  ] as const) {
    it(`cannot be ${JSON.stringify(text)}`, () => {
      assert.throws(() => parseBaseUrl(text), { failure: { code: 'invalidBaseUrl', reason } });
    });
  }
});
