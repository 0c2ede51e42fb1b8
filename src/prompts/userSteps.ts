import type * as vscode from 'vscode';
import type { UserDetails } from '../api/client';
import type { Chatbot } from '../chatbots/chatbot';
import { userLines } from '../conversations/conversation';
import { inDetails, keyInText, userEmailProblem } from '../conversations/userDetails';
import { asPart } from '../support/notifications';
import { submittedKey, type KeyPromptState } from './apiKeyStep';
import { askPick, askText } from './quickInputs';
import type { Step } from './steps';

export interface UserState extends KeyPromptState {
  chatbot?: Chatbot;
  userName: string;
  userEmail: string;
  /** One of the people used before, or nobody; else the details are asked for. */
  isUserChosen?: boolean;
}

interface UserItem extends vscode.QuickPickItem {
  user?: UserDetails;
}

/** One of the people that conversations of this chatbot were for, else a name and an e-mail. */
export function userSteps(
  title: string,
  usersOf: (chatbot: Chatbot) => Promise<UserDetails[]>,
): Step<UserState>[] {
  return [
    usedBeforeStep(title, usersOf),
    detailStep(
      title,
      'userName',
      'User name (optional)',
      'Name of the user the conversation is with. Leave it empty for an anonymous one.',
    ),
    detailStep(
      title,
      'userEmail',
      'User email (optional)',
      'E-mail address of the user. Leave it empty for none.',
      userEmailProblem,
    ),
  ];
}

function usedBeforeStep(
  title: string,
  usersOf: (chatbot: Chatbot) => Promise<UserDetails[]>,
): Step<UserState> {
  const of = ({ chatbot }: UserState) => (chatbot ? usersOf(chatbot) : Promise.resolve([]));
  return {
    appliesTo: async (state) => (await of(state)).length > 0,
    run: async (state, position) => {
      const likely = withoutEmpty(state);
      const items = (await of(state)).map(toItem);
      const someoneElse: UserItem = { label: '$(person-add) Someone else…', alwaysShow: true };
      const anonymous: UserItem = { label: '$(account) Anonymous', user: {} };
      const active = items.find(({ user }) => isSame(user, likely));
      const answer = await askPick<UserItem>({
        ...{ title, placeholder: 'User', position, items: [...items, anonymous, someoneElse] },
        active: active ?? (isSame({}, likely) ? anonymous : someoneElse),
      });
      if (answer?.kind !== 'answer') return answer?.kind ?? 'cancelled';
      const { user } = answer.value;
      state.isUserChosen = user !== undefined;
      if (user) {
        state.userName = user.userName ?? '';
        state.userEmail = user.userEmail ?? '';
      }
      return 'next';
    },
  };
}

function toItem(user: UserDetails): UserItem {
  const [label = '', description] = userLines(user).map(asPart);
  return { label, ...(description !== undefined && { description }), user };
}

function withoutEmpty({ userName, userEmail }: UserState): UserDetails {
  return { ...(userName && { userName }), ...(userEmail && { userEmail }) };
}

function isSame(a: UserDetails | undefined, b: UserDetails): boolean {
  return a?.userName === b.userName && a?.userEmail === b.userEmail && a !== undefined;
}

function detailStep(
  title: string,
  field: 'userName' | 'userEmail',
  placeholder: string,
  prompt: string,
  problemOf: (text: string) => string | undefined = () => undefined,
): Step<UserState> {
  return {
    appliesTo: ({ isUserChosen }) => !isUserChosen,
    run: async (state, position) => {
      const answer = await askText({
        ...{ title, placeholder, prompt, position },
        value: state[field],
        problem: (text) => keyInText(text, submittedKeys(state), inDetails) ?? problemOf(text),
      });
      if (answer === undefined) return 'cancelled';
      state[field] = answer.kind === 'back' ? answer.typed : answer.value;
      return answer.kind === 'back' ? 'back' : 'next';
    },
  };
}

function submittedKeys(state: UserState): string[] {
  const apiKey = submittedKey(state);
  return apiKey === undefined ? [] : [apiKey];
}
