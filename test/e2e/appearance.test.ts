import { deepEqual } from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { json } from '../support/replies';
import { axeViolations } from './support/axe';
import { createFromPalette, panelOf } from './support/creationPrompts';
import { conversationIdOf, useUserdesk } from './support/useUserdesk';
import { themeKinds, themes, type Theme } from './support/workbench';
import { waitFor } from './support/waitFor';

const conversationId = conversationIdOf(1);
const greeting = [
  'Hello Ada, how can I help you?',
  '',
  '1. **Orders**: where is it, change it, return it. See the [help pages](https://help.example.com/orders).',
  '2. Invoices, such as `INV-2026-0042`',
  '',
  '> We answer on Sundays, too.',
].join('\n');

describe('The look of panel and sidebar', () => {
  const { workbench, userdesk } = useUserdesk({
    settings: {
      'userdesk.chatbots': [{ id: '123456', name: 'Support bot' }],
      'userdesk.defaultChatbot': '123456',
    },
  });

  before(async () => {
    userdesk().reply = json({ success: true, conversationId, response: greeting });
    await workbench().sidebar.open();
    await createFromPalette(workbench(), {
      chatbotId: '123456',
      apiKey: 'look-key-55d0c2',
      userName: 'Ada Lovelace',
      userEmail: 'ada@example.com',
    });
    await panelOf(workbench(), conversationId);
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`has nothing that axe objects to, and a picture to look at: ${theme}`, async () => {
      const { page, notifications, sidebar } = workbench();
      await workbench().setUserSettings({ 'workbench.colorTheme': themes[theme] });
      await notifications.dismissAll();
      for (const [size, width] of Object.entries({ wide: 1200, narrow: 640 })) {
        await page.setViewportSize({ width, height: 720 });
        await sidebar.open();
        // A tooltip of the icon that was clicked would be in the picture.
        await page.mouse.move(width - 100, 600);
        const { panel, form } = await pagesIn(theme);
        await workbench().screenshot(`window-${theme}-${size}`);
        await workbench().screenshot(`panel-${theme}-${size}`, panel);
        deepEqual(await axeViolations(panel, 'editor'), []);
        deepEqual(await axeViolations(form, 'sideBar'), []);
      }
    });
  }

  /** Both pages, once they have heard of the theme. */
  async function pagesIn(theme: Theme): Promise<{ panel: Frame; form: Frame }> {
    const panel = await panelOf(workbench(), conversationId);
    const form = await workbench().webviews.view('New conversation');
    await form.getByText('API key stored').waitFor();
    for (const page of [panel, form]) {
      await waitFor(`the theme ${theme}`, async () => (await themeOf(page)) === themeKinds[theme]);
    }
    return { panel, form };
  }

  it('stays whole on a panel as narrow as they come, and never cuts the ID short', async () => {
    await workbench().setUserSettings({ 'workbench.colorTheme': themes.dark });
    // The sidebar takes what it needs; about 200 pixels are left.
    await workbench().page.setViewportSize({ width: 560, height: 720 });
    const panel = await panelOf(workbench(), conversationId);
    await workbench().screenshot('panel-dark-least', panel);
    const overflow = await panel.evaluate<string>(
      '`${document.documentElement.scrollWidth > innerWidth}`',
    );
    deepEqual(overflow, 'false');
    deepEqual(
      await panel.getByRole('group', { name: 'Conversation ID' }).innerText(),
      conversationId,
    );
    deepEqual(await axeViolations(panel, 'editor'), []);
  });
});

async function themeOf(frame: Frame): Promise<string | undefined> {
  return frame.evaluate<string | undefined>('document.body.dataset.vscodeThemeKind');
}
