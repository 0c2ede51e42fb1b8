import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { Turn } from '../../../../src/conversations/turn';
import { useTemporaryFolder } from '../../../support/temporaryFolder';
import { buildPage, launchBrowser, type Bundle } from '../pageUnderTest';
import { ChatUnderTest, type ChatOptions } from './chatUnderTest';

/** For a suite: one browser, and pages that are closed after each test. None may complain. */
export function useChats(): {
  open: (options?: ChatOptions) => Promise<ChatUnderTest>;
  /** Draws its page anew. */
  again: (chat: ChatUnderTest) => Promise<void>;
  /** Shows one that was hidden. */
  shown: (chat: ChatUnderTest) => Promise<void>;
} {
  let browser: Browser;
  let bundle: Bundle;
  const opened: ChatUnderTest[] = [];
  before(async () => {
    [browser, bundle] = await Promise.all([launchBrowser(), buildPage('panel')]);
  });
  after(() => browser.close());
  afterEach(async () => {
    const chats = opened.splice(0);
    await Promise.all(chats.map((chat) => chat.close()));
    assert.deepEqual(
      chats.flatMap(({ complaints }) => complaints),
      [],
    );
  });
  // Registered last, so removed last: after what is still being written.
  const folder = useTemporaryFolder();
  return {
    open: async (options) => {
      const chat = await ChatUnderTest.open(browser, bundle, folder(), options);
      opened.push(chat);
      return chat;
    },
    again: async (chat) => {
      await chat.page.close();
      chat.draw();
      await chat.load(browser, bundle);
    },
    shown: (chat) => chat.load(browser, bundle),
  };
}

/** Turns that were said before, as they are in a record. */
export function saidBefore(
  count: number,
  answer = (index: number) => `Answer **${index}**`,
): Turn[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `turn-${index + 1}`,
    message: `Message ${index + 1}`,
    sentAt: Date.UTC(2026, 2, 3, 14, 4) + index,
    answer: answer(index + 1),
    state: 'done',
    firstTextMs: 400,
    totalMs: 1900,
  }));
}
