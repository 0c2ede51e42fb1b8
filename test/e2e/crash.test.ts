import { deepEqual, equal, ok } from 'node:assert/strict';
import { Chat } from './support/chat';
import { useWorkbench } from './support/useWorkbench';
import { waitFor } from './support/waitFor';

const crashes = 10;

describe('An extension host that is killed', () => {
  const workbench = useWorkbench({ settings: { 'userdesk.defaultChatbot': 'sandbox-support' } });

  before(function () {
    // Processes are found and killed by their group, which Windows does not have.
    if (process.platform === 'win32') this.skip();
  });

  it(`costs nothing that was shown, ${crashes} times in the middle of an answer`, async () => {
    await Chat.create(workbench()).then((chat) => chat.ask('who am I'));
    for (let count = 1; count <= crashes; count++) {
      const chat = await newConversation();
      const answered = await chat.ask(`help ${count}`);
      await chat.say('long');
      await chat.untilAnswered('3.');
      await chat.box.fill(`Draft ${count}`);
      // Of whole paragraphs: the last one may show marks whose meaning is not known yet.
      const shown = (await chat.answer.locator('.content p').allInnerTexts()).slice(0, -1);
      // At least every second is on the disk what has come.
      await new Promise((resolve) => setTimeout(resolve, 1_100 + Math.random() * 400));
      await workbench().crash();
      const again = await Chat.open(workbench(), chat.conversationId);
      await again.until('incomplete');
      deepEqual(await again.own.locator('.content').allInnerTexts(), [`help ${count}`, 'long']);
      const texts = await again.frame.locator('.answer > .content').allInnerTexts();
      equal(texts.at(-2), answered);
      const kept = texts.at(-1) ?? '';
      ok(shown.length > 0 && kept.startsWith(shown.join('\n\n')), kept);
      await waitFor('the draft', async () => (await again.box.inputValue()) === `Draft ${count}`);
    }
    const { sidebar } = workbench();
    await sidebar.open();
    await sidebar
      .view('Conversations')
      .getByText(`${crashes + 1} conversations, `)
      .waitFor();
  }).timeout(300_000);

  async function newConversation(): Promise<Chat> {
    const before = await workbench()
      .webviews.panel()
      .then(
        async (frame) => new Chat(frame, await frame.locator('.id').innerText()),
        () => undefined,
      );
    await workbench().runCommand('Userdesk: Create Conversation with Default Chatbot');
    return Chat.created(workbench(), before);
  }
});
