import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseBaseUrl } from '../../../src/api/baseUrl';
import { UserdeskError } from '../../../src/api/errors';
import { chatbotIdProblem } from '../../../src/chatbots/chatbotInput';
import { joinChatbotLists, readChatbotList } from '../../../src/chatbots/configuredChatbots';
import { ownChatbots } from '../../../src/chatbots/sandboxRunner';
import { likeJson, mutated, patienceMs, times } from './fuzzing';

describe('A setting that may be anything', function () {
  this.timeout(patienceMs);

  it('of chatbots becomes chatbots with an ID that cannot leave its place in an address', () => {
    const right = [{ id: '123456', name: 'Support bot' }, { id: 'a' }];
    fc.assert(
      fc.property(likeJson(right), likeJson(right), (user, workspace) => {
        const chatbots = joinChatbotLists(readChatbotList(user), readChatbotList(workspace));
        for (const { id, name } of chatbots) {
          const url = new URL(`https://example.com/v1/chatbot/${encodeURIComponent(id)}/message`);
          assert.match(url.pathname, /^\/v1\/chatbot\/[^/]+\/message$/);
          assert.notEqual(name, '');
        }
        assert.equal(new Set(chatbots.map(({ id }) => id)).size, chatbots.length);
      }),
      times(5_000),
    );
  });

  it('of the address is one that can be used, or is refused', () => {
    const address = mutated(Buffer.from('https://api.userdesk.io/v1')).map(String);
    fc.assert(
      fc.property(fc.oneof(address, fc.string(), fc.webUrl()), fc.string(), (text, id) => {
        chatbotIdProblem(id, text, ownChatbots);
        try {
          const { baseUrl, origin } = parseBaseUrl(text);
          const url = new URL(baseUrl);
          assert.equal(url.origin, origin);
          assert.equal(url.username + url.password + url.search + url.hash, '');
          const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
          assert.ok(url.protocol === 'https:' || isLoopback, text);
        } catch (error) {
          assert.ok(error instanceof UserdeskError, String(error));
        }
      }),
      times(5_000),
    );
  });
});
