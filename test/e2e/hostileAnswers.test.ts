import { equal, ok } from 'node:assert/strict';
import { join } from 'node:path';
import type { BackupConversation } from '../../src/record/backupFormat';
import { assertHarmless } from '../support/hostilePage';
import { hostileTexts, largeTexts } from '../support/hostileTexts';
import type { Reply } from '../support/loopbackServer';
import { inPieces, json } from '../support/replies';
import { Chat } from './support/chat';
import { createFromPalette } from './support/creationPrompts';
import { isMessage } from './support/heldAnswers';
import { restore, writeBackup } from './support/historyFiles';
import { writeRaw } from './support/hostileConversations';
import { HostileWatch } from './support/hostileWatch';
import { conversationIdOf, useUserdesk } from './support/useUserdesk';

// Numbers of two digits each: none begins like another.
const large = Object.values(largeTexts).map((make, index) => ({ id: `large-${index + 10}`, make }));
const together = 60;

/** Greets with all of them, and answers with as many as a message asks for. */
const hostile: Reply = (response, request) => {
  if (!isMessage(request)) {
    const greeting = hostileTexts.join('\n\n');
    const created = { success: true, conversationId: conversationIdOf(1), response: greeting };
    return json(created)(response, request);
  }
  const { message } = JSON.parse(request.body) as { message: string };
  const [, from = ''] = /from (\d+)/.exec(message) ?? [];
  if (from === '') return inPieces(['Still here.'])(response, request);
  const some = hostileTexts.slice(Number(from), Number(from) + together).join('\n\n');
  return inPieces(some.match(/[^]{1,97}/g) ?? [])(response, request);
};

/** One for each. */
const largeConversations = (origin: string) =>
  large.map(({ id, make }) => {
    const [text, line] = [make(), make().slice(0, 100_000)];
    const [createdAt, sentAt] = ['2026-01-01T12:00:00.000Z', '2026-01-01T12:01:00.000Z'];
    return {
      ...{ id, chatbot: { origin, id: '123456' }, createdAt, greeting: text },
      ...{ title: line, note: line, userName: line },
      turns: [{ id: '1', message: text, sentAt, answer: text, state: 'done' }],
    } satisfies BackupConversation;
  });

describe('Hostile greetings and answers', function () {
  this.timeout(300_000);
  const { workbench, userdesk } = useUserdesk({ size: { width: 1280, height: 1500 } }, hostile);
  let watch: HostileWatch;
  let chat: Chat;

  before(async () => {
    watch = new HostileWatch(workbench().page);
    await createFromPalette(workbench(), { chatbotId: '123456', apiKey: 'key-0123456789' });
    chat = await Chat.created(workbench());
  });

  afterEach(() => watch.nothingHappened());

  it('are no more than text as a greeting', async () => {
    const shown = await chat.frame.locator('article .content').innerText();
    ok(shown.includes('<marquee onstart="globalThis.ran=1">x</marquee>'), shown);
    await assertHarmless(chat.frame);
  });

  it('are no more than text as answers that are streamed', async () => {
    for (let from = 0; from < hostileTexts.length; from += together) {
      await chat.say(`Those from ${from} on`);
      await chat.until('done');
    }
    await assertHarmless(chat.frame);
    equal(await chat.ask('Are you there?'), 'Still here.');
  });

  it('are no more when VS Code is opened again', async () => {
    await workbench().reload();
    chat = await Chat.of(workbench(), chat.conversationId);
    equal(await chat.answer.locator('.content').innerText(), 'Still here.');
    await assertHarmless(chat.frame);
    equal(await chat.ask('And now?'), 'Still here.');
  });

  it('may be large as all that a conversation has, and leave room for the next message', async () => {
    const file = join(workbench().workspaceFolder, 'large.json');
    await writeBackup(file, [...largeConversations(userdesk().origin)]);
    await restore(workbench(), file);
    const told = await workbench().notifications.waitFor('Conversations restored');
    equal(told, `Conversations restored from large.json: ${large.length} added.`);
    // Longer than Restore takes them, as if another program had written them.
    writeRaw(
      workbench().recordFile,
      large.map(({ id, make }) => ({ id, title: make(), note: make(), userName: make() })),
    );
    await workbench().reload();
    const { sidebar } = workbench();
    await sidebar.open();
    await sidebar.rows('Conversations').nth(large.length).waitFor();
    for (const { id } of large) {
      chat = await Chat.open(workbench(), id);
      // A panel takes the focus when it is ready, which is late with so much in it.
      await chat.frame.locator('#copy:focus').waitFor();
      equal(await chat.ask('Are you there?'), 'Still here.');
      await assertHarmless(chat.frame);
    }
  });
});
