import { deepEqual, equal, ok } from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import type { Resources } from '../bench/jobs';
import { Chat } from './support/chat';
import { prompts } from './support/creationPrompts';
import { HeldAnswers, isMessage } from './support/heldAnswers';
import { idIn, OtherExtension } from './support/otherExtension';
import { useUserdesk } from './support/useUserdesk';
import { waitFor } from './support/waitFor';

const chatbotId = '123456';
const size = { conversations: 1_000, atOnce: 50, panels: 50, streams: 20 };

describe('A great deal at once', function () {
  this.timeout(300_000);
  const held = new HeldAnswers();
  let other: OtherExtension;
  before(async () => {
    other = await OtherExtension.start();
  });
  const { workbench, userdesk } = useUserdesk(
    {
      settings: { 'userdesk.defaultChatbot': chatbotId },
      addExtensions: (installed) => other.install(installed),
    },
    held.reply,
  );
  after(() => other.stop());

  const openPanel = async () => {
    const created = await other.command('userdesk.createConversation', { chatbotId });
    return (created as { conversationId: string }).conversationId;
  };
  const tabs = () => workbench().page.locator('.tab');
  const closeAll = async () => {
    await other.command('workbench.action.closeAllEditors');
    await waitFor('the tabs to close', async () => (await tabs().count()) === 0);
  };

  let resting: Resources;
  let restingBytes = 0;

  before('has done each of it once', async () => {
    await workbench().sidebar.open();
    await workbench().runCommand('Userdesk: Create Conversation with Default Chatbot');
    await workbench().quickInput.answer(prompts.apiKey, 'key-for-a-great-deal');
    const chat = await Chat.created(workbench());
    await chat.say('Hello');
    const answer = await held.nth(1);
    await answer.write('Hello');
    answer.end();
    await chat.until('done');
    await openPanel();
    await closeAll();
    resting = await other.resources();
    restingBytes = await other.heldBytes();
    for (let more = 0; more < 5; more++) {
      restingBytes = Math.min(restingBytes, await other.heldBytes());
    }
  });

  it('is created: a thousand conversations, fifty at a time, each with one request', async () => {
    userdesk().requests.length = 0;
    const requests = Array.from({ length: size.conversations }, () => ({ chatbotId }));
    const outcomes = await other.apiAtOnce('createConversation', requests, size.atOnce);
    const ids = outcomes.map(idIn);
    equal(new Set(ids).size, size.conversations);
    equal(userdesk().requests.length, size.conversations);
    deepEqual(recordedIds(ids), [...ids].sort());
  });

  it('is open: fifty panels, of which twenty are written to at once', async () => {
    const ids: string[] = [];
    for (let count = 0; count < size.panels; count++) ids.push(await openPanel());
    await waitFor('the tabs', async () => (await tabs().count()) === size.panels);
    userdesk().requests.length = 0;
    const streamed = ids.slice(0, size.streams);
    const requests = streamed.map((conversationId) => ({
      ...{ chatbotId, conversationId, message: `To ${conversationId}` },
    }));
    const sending = other.apiAtOnce('sendMessage', requests, size.streams);
    // The first message was sent before.
    await held.nth(1 + size.streams);
    const answers = held.all.slice(1);
    equal(answers.length, size.streams);
    for (let piece = 1; piece <= 20; piece++) {
      for (const answer of answers) await answer.write(`${piece} for ${answer.sent.message}. `);
    }
    for (const answer of answers) answer.end();
    const outcomes = await sending;
    ok(outcomes.every((outcome) => 'value' in outcome));
    equal(userdesk().requests.filter(isMessage).length, size.streams);
    // One that was in the background shows the whole when one comes to it.
    const chat = await Chat.open(workbench(), streamed[7] ?? '');
    await chat.untilAnswered(`20 for To ${chat.conversationId}.`);
    equal(await chat.articles.count(), 3);
  });

  it('is gone when all is closed: no listener, timer or socket stays, and no memory', async () => {
    await closeAll();
    for (const name of ['listeners', 'timers', 'sockets'] as const) {
      await waitFor(
        `the ${name} to go`,
        async () => (await other.resources())[name] <= resting[name],
      );
    }
    await userdesk().until(({ openConnections }) => openConnections === 0);
    let more = Infinity;
    await waitFor('the memory to come back', async () => {
      more = Math.min(more, ((await other.heldBytes()) - restingBytes) / 1024 / 1024);
      return more <= 10;
    });
    const { listeners, timers, sockets } = await other.resources();
    const counts = `${listeners} listeners, ${timers} timers, ${sockets} sockets`;
    console.log(`      ${counts}, ${more.toFixed(1)} MB more than before`);
  });

  /** Those of them that are on the disk. */
  function recordedIds(ids: string[]): string[] {
    const database = new DatabaseSync(workbench().recordFile, { readOnly: true });
    try {
      const rows = database.prepare('SELECT id FROM conversations ORDER BY id').all();
      return rows.map(({ id }) => String(id)).filter((id) => ids.includes(id));
    } finally {
      database.close();
    }
  }
});
