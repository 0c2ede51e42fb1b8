import { deepEqual, equal } from 'node:assert/strict';
import { text } from '../support/replies';
import { axeViolations } from './support/axe';
import { Chat } from './support/chat';
import { createFromPalette } from './support/creationPrompts';
import { HeldAnswers } from './support/heldAnswers';
import { useUserdesk } from './support/useUserdesk';
import { themeKinds, themes, type Theme } from './support/workbench';
import { waitFor } from './support/waitFor';

const answer = [
  'Orders are changed in two steps, see the [help pages](https://help.example.com/orders).',
  '',
  '```ts',
  "const order = await userdesk.orders.find('INV-2026-0042', { include: ['items', 'payments', 'shipments'] });",
  'await order.cancel();',
  '```',
  '',
  '| Step | Who |',
  '|---|---:|',
  '| Request | You |',
  '| Confirm | We |',
  '',
  `| ${Array.from({ length: 14 }, (_, index) => `Column ${index + 1}`).join(' | ')} |`,
  `|${'---|'.repeat(14)}`,
  `| ${Array.from({ length: 14 }, (_, index) => `Value-${index + 1}`).join(' | ')} |`,
  '',
  '> We answer on Sundays, too.',
].join('\n');

describe('The look of a chat', () => {
  const held = new HeldAnswers();
  const { workbench, userdesk } = useUserdesk(
    { settings: { 'userdesk.chatbots': [{ id: '123456', name: 'Support bot' }] } },
    held.reply,
  );
  let chat: Chat;

  before('has a conversation with every state in it', async () => {
    await createFromPalette(workbench(), {
      ...{ chatbotId: '123456', apiKey: 'look-key-55d0c3' },
      ...{ userName: 'Ada Lovelace', userEmail: 'ada@example.com' },
    });
    chat = await Chat.created(workbench());
    await workbench().notifications.dismissAll();
    await workbench().sidebar.close();
    userdesk().reply = text(answer, 200, { 'Content-Type': 'text/plain; charset=utf-8' });
    await chat.ask('How do I change an order?\nAnd who has to confirm that?');
    userdesk().reply = held.reply;
    await chat.say('Tell me more');
    await (await held.nth(1)).write('There is more to say about');
    await chat.untilAnswered('more to say');
    (await held.nth(1)).cut();
    await chat.until('incomplete');
    await chat.say('And in short?');
    await (await held.nth(2)).write('In short: it');
    await chat.untilAnswered('In short');
    await chat.button('Stop').click();
    await chat.until('stopped');
    userdesk().reply = text('', 500);
    await chat.say('Are you there?');
    await chat.until('failed');
    await chat.box.fill('A draft');
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`has nothing that axe objects to, and pictures to look at: ${theme}`, async () => {
      await show(theme);
      for (const width of [320, 600, 1200]) {
        await resize(width);
        await chat.box.focus();
        await chat.trouble.scrollIntoViewIfNeeded();
        await workbench().screenshot(`chat-${theme}-${width}`);
        // What is scrolled in a message is a stop of Tab once the message has the focus.
        await chat.frame.locator('article:has(table)').focus();
        await workbench().screenshot(`chat-${theme}-${width}-answer`);
        deepEqual(await axeViolations(chat.frame, 'editor'), []);
        equal(await chat.frame.evaluate<boolean>(overflows), false);
      }
    });
  }

  async function show(theme: Theme): Promise<void> {
    const { quickInput } = workbench();
    await workbench().runCommand('Preferences: Color Theme');
    await quickInput.waitForPrompt({ placeholder: /Theme/ });
    await quickInput.type(themes[theme]);
    // Beside its name, where that is another.
    const rows = quickInput.widget.getByRole('option').filter({ hasText: themes[theme] });
    await rows.first().click();
    await quickInput.waitUntilClosed();
    const kind = () => chat.frame.evaluate<string>('document.body.dataset.vscodeThemeKind');
    await waitFor(`the theme ${theme}`, async () => (await kind()) === themeKinds[theme]);
  }

  /** Gives the panel so many pixels; VS Code takes some for itself. */
  async function resize(width: number): Promise<void> {
    const { page } = workbench();
    await waitFor(`the width ${width}`, async () => {
      const inner = await chat.frame.evaluate<number>('innerWidth');
      if (inner === width) return true;
      const besidePanel = (page.viewportSize()?.width ?? 0) - inner;
      await page.setViewportSize({ width: width + besidePanel, height: 900 });
      return false;
    });
    // The pointer in the middle of an answer shows what one can do with it.
    await page.mouse.move(width / 2, 400);
  }
});

const overflows = 'document.documentElement.scrollWidth > innerWidth';
