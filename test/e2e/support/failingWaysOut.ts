import { deepEqual, equal } from 'node:assert/strict';
import { prompts } from './creationPrompts';
import { details, salesBot } from './failingCreations';
import type { FailingCreations } from './failingCreations';

interface WayOut {
  /** What has to be true once the button was pressed and Userdesk is well. */
  readonly leads: (creations: FailingCreations, exchange: string) => Promise<void>;
  /** Whether it ends with a conversation. */
  readonly creates: boolean;
}

const settingsAt = (id: string): WayOut => ({
  creates: false,
  leads: async ({ settingsEditor }) => {
    equal(await settingsEditor.firstSetting(), id);
    await settingsEditor.close();
  },
});

/** Each button of a failure, and how to see that it does what it says. */
export const waysOut: Record<string, WayOut> = {
  'Try Again': {
    creates: true,
    leads: async (creations) => {
      await creations.created();
      const [first, again = first] = creations.requests.slice(-2);
      // The details may have been typed: they must not be lost.
      deepEqual(again, first);
      deepEqual(JSON.parse(again?.body ?? ''), details);
    },
  },
  'Replace API Key': {
    creates: true,
    leads: async (creations) => {
      const apiKey = `another-key-${crypto.randomUUID()}`;
      const { quickInput } = creations.workbench;
      await quickInput.waitForPrompt(prompts.apiKey);
      equal(await quickInput.isMasked(), true);
      equal(await quickInput.value(), '');
      await quickInput.answer(prompts.apiKey, `Bearer ${apiKey} `);
      await creations.created();
      equal(creations.lastRequest?.headers.authorization, `Bearer ${apiKey}`);
      deepEqual(JSON.parse(creations.lastRequest.body), details);
    },
  },
  'Choose Another Chatbot': {
    creates: true,
    leads: async (creations) => {
      const { quickInput } = creations.workbench;
      await quickInput.waitForPrompt(prompts.chatbot);
      await quickInput.pick(salesBot.name);
      await quickInput.waitForPrompt({ placeholder: /^API key|^User name/ });
      if ((await quickInput.placeholder()) === prompts.apiKey.placeholder) {
        await quickInput.answer(prompts.apiKey, 'key-of-the-sales-bot-0123456789');
      }
      // What was given before is there to be accepted.
      await quickInput.waitForPrompt(prompts.userName);
      equal(await quickInput.value(), details.userName);
      await quickInput.accept();
      await quickInput.waitForPrompt(prompts.userEmail);
      equal(await quickInput.value(), details.userEmail);
      await quickInput.accept();
      await creations.created();
      equal(creations.lastRequest?.path, `/v1/chatbot/${salesBot.id}/conversation`);
      deepEqual(JSON.parse(creations.lastRequest.body), details);
    },
  },
  'Show Log': {
    creates: false,
    leads: async ({ log }, exchange) => {
      await log.waitForExchange(exchange);
      await log.close();
    },
  },
  'Change Time-out': settingsAt('userdesk.requestTimeout'),
  'Proxy Settings': settingsAt('http.proxy'),
  'Open Settings': settingsAt('userdesk.apiBaseUrl'),
};
