import { deepEqual, equal } from 'node:assert/strict';
import { prompts } from './creationPrompts';
import { details, salesBot } from './failingCreations';
import type { FailingCreations } from './failingCreations';

interface WayOut {
  /**
   * Follows it from the pressed button to where it ends, with Userdesk well again. The log has
   * the exchange that failed, such as "POST https://… → 500".
   */
  readonly follow: (creations: FailingCreations, exchange: string) => Promise<void>;
  /** How many requests it takes; each ends with a conversation. */
  readonly requests: number;
}

const settingsAt = (id: string): WayOut => ({
  requests: 0,
  follow: async ({ settingsEditor }) => {
    equal(await settingsEditor.firstSetting(), id);
    await settingsEditor.close();
  },
});

/** How to see that a button of a failure does what it says. */
export function wayOut(button: string): WayOut {
  const found = waysOut[button];
  if (!found) throw new Error(`What is ${button} for?`);
  return found;
}

const waysOut: Record<string, WayOut> = {
  'Try Again': {
    requests: 1,
    follow: async (creations) => {
      await creations.created();
      const [first, again = first] = creations.requests.slice(-2);
      // The details may have been typed: they must not be lost.
      deepEqual(again, first);
      deepEqual(JSON.parse(again?.body ?? ''), details);
    },
  },
  'Replace API Key': {
    requests: 2,
    follow: async (creations) => {
      const apiKey = `another-key-${crypto.randomUUID()}`;
      const { quickInput } = creations.workbench;
      await quickInput.waitForPrompt(prompts.apiKey);
      equal(await quickInput.isMasked(), true);
      equal(await quickInput.value(), '');
      await quickInput.answer(prompts.apiKey, `Bearer ${apiKey} `);
      await creations.created();
      equal(creations.lastRequest?.headers.authorization, `Bearer ${apiKey}`);
      deepEqual(JSON.parse(creations.lastRequest.body), details);
      // It was accepted, so from now on it is the stored one.
      await creations.create();
      await creations.created();
      equal(creations.lastRequest.headers.authorization, `Bearer ${apiKey}`);
    },
  },
  'Choose Another Chatbot': {
    requests: 1,
    follow: async (creations) => {
      const { quickInput } = creations.workbench;
      await quickInput.waitForPrompt(prompts.chatbot);
      await quickInput.pick(salesBot.name);
      await quickInput.waitForPrompt({ placeholder: /^API key|^User/ });
      if ((await quickInput.placeholder()) === prompts.apiKey.placeholder) {
        await quickInput.answer(prompts.apiKey, 'key-of-the-sales-bot-0123456789');
      }
      // What was given before is there to be accepted, or to be chosen once it was used before.
      await quickInput.waitForPrompt({ placeholder: /^User/ });
      if ((await quickInput.placeholder()) === prompts.userName.placeholder) {
        equal(await quickInput.value(), details.userName);
        await quickInput.accept();
        await quickInput.waitForPrompt(prompts.userEmail);
        equal(await quickInput.value(), details.userEmail);
      }
      await quickInput.accept();
      await creations.created();
      equal(creations.lastRequest?.path, `/v1/chatbot/${salesBot.id}/conversation`);
      deepEqual(JSON.parse(creations.lastRequest.body), details);
    },
  },
  'Show Log': {
    requests: 0,
    follow: async ({ log }, exchange) => {
      await log.waitForExchange(exchange);
      await log.close();
    },
  },
  'Change Time-out': settingsAt('userdesk.requestTimeout'),
  'Proxy Settings': settingsAt('http.proxy'),
  'Open Settings': settingsAt('userdesk.apiBaseUrl'),
};
