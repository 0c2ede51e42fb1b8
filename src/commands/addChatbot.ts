import type * as vscode from 'vscode';
import { quoteChatbot } from '../chatbots/chatbot';
import {
  addConfiguredChatbot,
  hasWorkspaceSettings,
  type SettingsScope,
} from '../chatbots/chatbotSettings';
import { ownChatbots } from '../chatbots/sandboxRunner';
import type { ConfiguredChatbot } from '../chatbots/configuredChatbots';
import { enterChatbotIdStep, type ChatbotState } from '../prompts/chatbotSteps';
import { askPick, askText } from '../prompts/quickInputs';
import { runSteps, type Step } from '../prompts/steps';
import type { CommandParts } from './commandParts';
import { showStatus } from '../support/notifications';

const title = 'Add Chatbot';

interface AddState extends ChatbotState {
  name: string;
  scope: SettingsScope;
}

/** @returns the chatbot added, or `undefined` when cancelled. */
export async function addChatbot({
  prompts,
}: Pick<CommandParts, 'prompts'>): Promise<ConfiguredChatbot | undefined> {
  const state: AddState = { name: '', scope: 'user' };
  const steps: Step<AddState>[] = [
    // Those of a scenario come and go with it: the settings are not for them.
    enterChatbotIdStep(title, { ...prompts, sandbox: ownChatbots }),
    { run: enterName },
    { appliesTo: hasWorkspaceSettings, run: pickScope },
  ];
  if (!(await runSteps(steps, state)) || !state.chatbot) return undefined;
  const name = state.name.trim();
  const chatbot = { id: state.chatbot.id, ...(name !== '' && { name }) };
  await addConfiguredChatbot(chatbot, state.scope);
  showStatus(`Chatbot ${quoteChatbot(chatbot)} added.`);
  return chatbot;
}

const enterName: Step<AddState>['run'] = async (state, position) => {
  const answer = await askText({
    title,
    placeholder: 'Name (optional)',
    prompt: 'Your own name for this chatbot, shown beside its ID.',
    value: state.name,
    position,
    problem: () => undefined,
  });
  if (answer === undefined) return 'cancelled';
  state.name = answer.kind === 'back' ? answer.typed : answer.value;
  return answer.kind === 'back' ? 'back' : 'next';
};

const pickScope: Step<AddState>['run'] = async (state, position) => {
  const items: (vscode.QuickPickItem & { scope: SettingsScope })[] = [
    { scope: 'user', label: '$(account) User', detail: 'For you, in every workspace' },
    {
      scope: 'workspace',
      label: '$(folder) Workspace',
      detail: 'For everybody who opens this one',
    },
  ];
  const answer = await askPick({ title, placeholder: 'Settings to add it to', position, items });
  if (answer?.kind !== 'answer') return answer?.kind ?? 'cancelled';
  state.scope = answer.value.scope;
  return 'next';
};
