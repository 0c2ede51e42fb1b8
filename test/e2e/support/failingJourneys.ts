import { deepEqual, equal } from 'node:assert/strict';
import { LoopbackServer } from '../../support/loopbackServer';
import { created, redirect, silence } from '../../support/replies';
import { mayHave } from './failingCase';
import type { FailingCase } from './failingCase';
import { badGateway, LoopbackProxy, wantsAPassword } from './loopbackProxy';
import { apiBaseUrlOf } from './useUserdesk';

const timeout = 'userdesk.requestTimeout';
const notSent = 'Check the network or the proxy.';

/** What may befall a request between here and Userdesk. One more is one more function. */
export const failingJourneys: readonly FailingCase[] = [
  timedOut(),
  refused(),
  redirected(),
  nameNotFound(),
  certificateNotTrusted(),
  proxyRefuses('a proxy wants a password', wantsAPassword, {
    says: 'The proxy wants a password (407).',
    offers: ['Proxy Settings'],
  }),
  proxyRefuses('a proxy finds no way (502)', badGateway, {
    says: 'The proxy made no connection to userdesk.example (502). Nothing was sent.',
    offers: ['Try Again', 'Proxy Settings'],
    uses: ['Proxy Settings'],
  }),
];

function timedOut(): FailingCase {
  return {
    when: 'nobody answers in time',
    fail: async (creations) => {
      await creations.set(timeout, 1);
      creations.userdesk.reply = silence;
    },
    recover: (creations) => creations.set(timeout, 30),
    says: `Userdesk did not answer within 1 second. ${mayHave}`,
    offers: ['Try Again', 'Change Time-out'],
  };
}

function refused(): FailingCase {
  return {
    when: 'nobody is there',
    fail: ({ userdesk }) => userdesk.stop(),
    recover: async (creations) => {
      const port = Number(new URL(creations.url).port);
      creations.userdesk = await LoopbackServer.start(creations.userdesk.reply, { port });
    },
    says: ({ host }) => `Cannot reach ${host} (connection refused). ${notSent}`,
    offers: ['Try Again', 'Proxy Settings'],
    uses: ['Try Again'],
    sends: 0,
  };
}

function redirected(): FailingCase {
  let elsewhere: LoopbackServer;
  return {
    when: 'it is sent to another host',
    arrange: async () => {
      elsewhere = await LoopbackServer.start(created());
    },
    fail: ({ userdesk }) => {
      userdesk.reply = redirect(`http://localhost:${elsewhere.port}/v1`, 307);
    },
    says: ({ host }) =>
      `${host} redirected to localhost:${elsewhere.port}. ` +
      "For the key's safety the redirect was not followed.",
    offers: ['Show Log'],
    logs: 307,
    restore: async () => {
      equal(elsewhere.connectionCount, 0);
      await elsewhere.stop();
    },
  };
}

function nameNotFound(): FailingCase {
  return {
    when: 'there is no such name',
    arrange: (creations) => creations.pointTo('https://userdesk.invalid/v1'),
    says: `Cannot reach userdesk.invalid (name not found). ${notSent}`,
    offers: ['Try Again', 'Proxy Settings'],
    uses: ['Proxy Settings'],
    sends: 0,
    restore: (creations) => creations.pointBack(),
  };
}

function certificateNotTrusted(): FailingCase {
  let impostor: LoopbackServer;
  return {
    when: 'a certificate is not trusted',
    arrange: async (creations) => {
      impostor = await LoopbackServer.start(created(), { tls: true });
      await creations.pointTo(apiBaseUrlOf(impostor));
    },
    says: ({ host }) =>
      `The certificate of ${host} is not trusted here. A company proxy may be in between.`,
    offers: ['Proxy Settings', 'Show Log'],
    sends: 0,
    logs: 'no answer',
    restore: async (creations) => {
      deepEqual(impostor.requests, []);
      await impostor.stop();
      await creations.pointBack();
    },
  };
}

function proxyRefuses(
  when: string,
  answer: LoopbackProxy['answer'],
  told: Pick<FailingCase, 'says' | 'offers' | 'uses'>,
): FailingCase {
  let proxy: LoopbackProxy;
  return {
    when,
    ...told,
    arrange: async (creations) => {
      proxy = await LoopbackProxy.start(() => answer);
      await creations.set('http.proxy', proxy.url);
      await creations.pointTo('https://userdesk.example/v1');
    },
    sends: 0,
    restore: async (creations) => {
      // Once for each time that somebody wanted a conversation, and never by itself.
      deepEqual(proxy.asked, Array((told.uses ?? told.offers).length).fill('userdesk.example:443'));
      await proxy.stop();
      await creations.set('http.proxy', '');
      await creations.pointBack();
    },
  };
}
