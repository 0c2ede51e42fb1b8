import * as vscode from 'vscode';
import type { UserDetails } from '../api/client';
import { readChatbotId } from '../api/chatbotId';
import type { ApiKeyState } from '../chatbots/apiKeyStore';
import {
  chatbotLabel,
  chatbotName,
  isSameChatbot,
  isSandbox,
  type Chatbot,
} from '../chatbots/chatbot';
import { chatbotIdProblem } from '../chatbots/chatbotInput';
import type { KnownChatbot } from '../chatbots/chatbotRegistry';
import type { SandboxRunner } from '../chatbots/sandboxRunner';
import { asPart, withoutIcons } from '../support/notifications';
import { askPick, askText } from './quickInputs';
import { runSteps, type Step, type StepPosition, type StepResult } from './steps';

/** What a prompt about chatbots needs to know. */
export interface ChatbotPrompts {
  known: () => Promise<KnownChatbot[]>;
  chatbot: (id: string) => Chatbot;
  apiKeyState: (chatbot: Chatbot) => Promise<ApiKeyState>;
  apiBaseUrl: () => string;
  sandbox: Pick<SandboxRunner, 'chatbots' | 'canHave'>;
  /** Whom conversations of a chatbot were created for, newest first. */
  usersOf: (chatbot: Chatbot) => Promise<UserDetails[]>;
}

export interface ChatbotState {
  chatbot?: Chatbot;
  /** Text of the ID box, kept over Back. */
  typedId?: string;
  /** "Enter a chatbot ID…" was chosen, or nothing is known to choose from. */
  entersId?: boolean;
}

interface ChatbotItem extends vscode.QuickPickItem {
  chatbot?: KnownChatbot;
}

/** Two steps: pick a known chatbot, or enter an ID; the first is left out when none is known. */
export function chatbotSteps<S extends ChatbotState>(
  title: string,
  prompts: ChatbotPrompts,
): Step<S>[] {
  return [
    {
      appliesTo: async () => (await prompts.known()).length > 0,
      run: (state, position) => pickChatbot(title, prompts, state, position),
    },
    {
      ...enterChatbotIdStep<S>(title, prompts),
      appliesTo: async (state) => state.entersId === true || (await prompts.known()).length === 0,
    },
  ];
}

export function enterChatbotIdStep<S extends ChatbotState>(
  title: string,
  prompts: ChatbotPrompts,
): Step<S> {
  return { run: (state, position) => enterChatbotId(title, prompts, state, position) };
}

/** Asks for a chatbot and nothing else. @returns `undefined` when cancelled. */
export async function askChatbot(
  title: string,
  prompts: ChatbotPrompts,
  likely: Chatbot | undefined,
): Promise<Chatbot | undefined> {
  const state: ChatbotState = likely ? { chatbot: likely } : {};
  return (await runSteps(chatbotSteps(title, prompts), state)) ? state.chatbot : undefined;
}

async function pickChatbot(
  title: string,
  prompts: ChatbotPrompts,
  state: ChatbotState,
  position: StepPosition,
): Promise<StepResult> {
  const known = await prompts.known();
  const items = await chatbotItems(known, prompts);
  const enter: ChatbotItem = { label: '$(edit) Enter a chatbot ID…', alwaysShow: true };
  const chosen = state.chatbot;
  const active = state.entersId
    ? enter
    : items.find(({ chatbot }) => chosen && isSameChatbot(chatbot, chosen));
  const answer = await askPick<ChatbotItem>({
    title,
    placeholder: 'Chatbot',
    position,
    items: [...items, { label: '', kind: vscode.QuickPickItemKind.Separator }, enter],
    ...(active && { active }),
  });
  if (answer?.kind !== 'answer') return answer?.kind ?? 'cancelled';
  state.entersId = answer.value.chatbot === undefined;
  if (answer.value.chatbot) state.chatbot = answer.value.chatbot;
  return 'next';
}

/** Rows for known chatbots: a name has its ID beside it; the sandbox's stand apart. */
export async function chatbotItems(
  chatbots: (Chatbot & { isDefault?: boolean })[],
  { apiKeyState, sandbox }: Pick<ChatbotPrompts, 'apiKeyState' | 'sandbox'>,
): Promise<(ChatbotItem & { chatbot: KnownChatbot })[]> {
  return Promise.all(
    chatbots.map(async (chatbot) => {
      const marks = [
        chatbot.isDefault === true ? '$(star-full) Default' : '',
        isSandbox(chatbot)
          ? sandboxMark(chatbot.id, sandbox)
          : keyMarks[await apiKeyState(chatbot)],
      ];
      return {
        label: asPart(chatbotLabel(chatbot)),
        ...(chatbotName(chatbot) !== undefined && { description: withoutIcons(chatbot.id) }),
        detail: marks.filter(Boolean).join('  '),
        chatbot: { ...chatbot, isDefault: chatbot.isDefault ?? false },
      };
    }),
  );
}

const keyMarks: Record<ApiKeyState, string> = {
  missing: 'No API key yet',
  inMemory: '$(key) API key not stored yet',
  stored: '$(key) API key stored',
};

function sandboxMark(id: string, sandbox: ChatbotPrompts['sandbox']): string {
  const description = sandbox.chatbots.find((chatbot) => chatbot.id === id)?.description;
  return ['$(beaker) Sandbox', description].filter(Boolean).join('  ');
}

async function enterChatbotId(
  title: string,
  prompts: ChatbotPrompts,
  state: ChatbotState,
  position: StepPosition,
): Promise<StepResult> {
  const answer = await askText({
    title,
    placeholder: 'Chatbot ID',
    prompt:
      'The ID from the Userdesk dashboard, such as 123456. The API URL of the chatbot will do.',
    value: state.typedId ?? '',
    position,
    problem: (text) => chatbotIdProblem(text, prompts.apiBaseUrl(), prompts.sandbox),
  });
  if (answer?.kind === 'back') state.typedId = answer.typed;
  if (answer?.kind !== 'answer') return answer?.kind ?? 'cancelled';
  const read = readChatbotId(answer.value, prompts.apiBaseUrl());
  if ('problem' in read) return 'cancelled';
  state.typedId = answer.value;
  state.chatbot = prompts.chatbot(read.id);
  return 'next';
}
