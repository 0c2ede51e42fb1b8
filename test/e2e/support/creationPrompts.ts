import type { Frame } from 'playwright-core';
import { waitFor } from './waitFor';
import type { Workbench } from './workbench';

export const createConversation = 'Userdesk: Create Conversation…';

/** The prompts of Create Conversation…, told by their placeholders. */
export const prompts = {
  chatbot: { placeholder: 'Chatbot' },
  chatbotId: { placeholder: 'Chatbot ID' },
  apiKey: { placeholder: 'API key' },
  /** Only where somebody was the user of a conversation before. */
  user: { placeholder: 'User' },
  userName: { placeholder: 'User name (optional)' },
  userEmail: { placeholder: 'User email (optional)' },
} as const;

export interface CreationAnswers {
  readonly chatbotId: string;
  /** Left out where no key may be asked for. */
  readonly apiKey?: string;
  readonly userName?: string;
  readonly userEmail?: string;
}

/** Create Conversation… from the palette, up to the last Enter. Any other prompt is a failure. */
export async function createFromPalette(
  workbench: Workbench,
  { chatbotId, apiKey, userName = '', userEmail = '' }: CreationAnswers,
): Promise<void> {
  const { quickInput } = workbench;
  await workbench.runCommand(createConversation);
  await giveChatbot(workbench, chatbotId);
  if (apiKey !== undefined) await quickInput.answer(prompts.apiKey, apiKey);
  await giveUser(workbench, { userName, userEmail });
}

/** Types who the user is, who may be among those to pick from. */
export async function giveUser(
  { quickInput }: Workbench,
  { userName, userEmail }: { userName: string; userEmail: string },
): Promise<void> {
  await quickInput.waitForPrompt({ placeholder: /^User( name \(optional\))?$/ });
  if ((await quickInput.placeholder()) === prompts.user.placeholder) {
    await quickInput.pick('Someone else…');
  }
  await quickInput.answer(prompts.userName, userName);
  await quickInput.answer(prompts.userEmail, userEmail);
}

/** Types the ID of a chatbot, which may be among those to pick from. */
export async function giveChatbot({ quickInput }: Workbench, chatbotId: string): Promise<void> {
  await quickInput.waitForPrompt({ placeholder: /^Chatbot( ID)?$/ });
  if ((await quickInput.placeholder()) === prompts.chatbot.placeholder) {
    await quickInput.pick('Enter a chatbot ID…');
  }
  await quickInput.answer(prompts.chatbotId, chatbotId);
}

/** The page of this conversation, once its tab is the active one. */
export async function panelOf({ webviews }: Workbench, conversationId: string): Promise<Frame> {
  return waitFor(`the panel of ${conversationId}`, async () => {
    const frame = await webviews.panel();
    // It may be on its way out: the one of the tab before, or of the page before a reload.
    const shown = await frame.evaluate<string | undefined>(idShown).catch(() => undefined);
    return shown === conversationId && frame;
  });
}

/** The page of a conversation that was just created, once it has taken the focus. */
export async function createdPanelOf(workbench: Workbench, conversationId: string): Promise<Frame> {
  const frame = await panelOf(workbench, conversationId);
  await frame.locator('#copy:focus').waitFor();
  return frame;
}

const idShown = `document.querySelector('[aria-label="Conversation ID"]')?.textContent`;
