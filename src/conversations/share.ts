import { withoutKeys } from '../api/redact';
import { chatbotLabel, isSandbox, type Chatbot } from '../chatbots/chatbot';
import type { Conversation } from './conversation';
import { codeBlock, inline, quote } from './markdownBlocks';
import { maskedEmail, maskedName, userDetailsMask } from './maskUserDetails';
import type { Turn, TurnState } from './turn';

export interface ShareOptions {
  userDetails: 'masked' | 'kept';
  /** API keys, which get into no text that is shared. */
  keys: readonly string[];
}

/** The form for programs, which media/conversation-share.schema.json describes to them. */
interface SharedConversation {
  format: 'userdesk-conversation';
  version: 1;
  userDetails: ShareOptions['userDetails'];
  conversation: {
    id: string;
    chatbot: Chatbot;
    user?: { name?: string; email?: string };
    createdAt: string;
  };
  messages: SharedMessage[];
}

interface SharedMessage {
  role: 'chatbot' | 'user';
  text: string;
  at?: string;
  state?: TurnState;
  firstTextMs?: number;
  totalMs?: number;
}

export function shareAsJson(
  conversation: Conversation,
  turns: readonly Turn[],
  options: ShareOptions,
): string {
  return `${JSON.stringify(share(conversation, turns, options), undefined, 2)}\n`;
}

/** The form for people. */
export function shareAsMarkdown(
  conversation: Conversation,
  turns: readonly Turn[],
  options: ShareOptions,
): string {
  const shared = share(conversation, turns, options);
  const { id, chatbot, user = {}, createdAt } = shared.conversation;
  const details = [user.name, user.email].filter((detail) => detail !== undefined);
  const facts = [
    `Conversation ID: ${inline(id)}`,
    `Chatbot ID: ${inline(chatbot.id)}${isSandbox(chatbot) ? ' (Sandbox)' : ''}`,
    `User: ${details.length === 0 ? 'Anonymous' : details.map(inline).join(', ')}`,
    `Created: ${createdAt}`,
  ];
  const blocks = [
    `# Conversation with ${inline(chatbotLabel(chatbot))}`,
    facts.map((fact) => `- ${fact}`).join('\n'),
    ...shared.messages.flatMap((message) => messageBlocks(message, shared)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** "userdesk-conversation-7bb301ad.md" */
export function shareFileName(
  { id }: Pick<Conversation, 'id'>,
  extension: string,
  keys: readonly string[],
): string {
  const safeId = withoutKeys(id, keys)
    .replace(/[^\w-]/g, '')
    .slice(0, 8);
  return `${['userdesk-conversation', safeId].filter(Boolean).join('-')}.${extension}`;
}

function share(
  conversation: Conversation,
  turns: readonly Turn[],
  { userDetails, keys }: ShareOptions,
): SharedConversation {
  const { id, createdAt, greeting, userName, userEmail } = conversation;
  const { origin, id: chatbotId, name } = conversation.chatbot;
  const isMasked = userDetails === 'masked';
  const clean = (text: string) => withoutKeys(text, keys);
  const mask = isMasked ? userDetailsMask(conversation) : (text: string) => text;
  // The keys first: of one that has the user's name in it, a part would be left over.
  const tell = (text: string) => mask(clean(text));
  const user = {
    ...(userName !== undefined && { name: isMasked ? maskedName : clean(userName) }),
    ...(userEmail !== undefined && { email: isMasked ? maskedEmail : clean(userEmail) }),
  };
  return {
    format: 'userdesk-conversation',
    version: 1,
    userDetails,
    conversation: {
      id: clean(id),
      chatbot: {
        origin: clean(origin),
        id: clean(chatbotId),
        ...(name !== undefined && { name: tell(name) }),
      },
      ...(Object.keys(user).length > 0 && { user }),
      createdAt: isoTime(createdAt),
    },
    messages: [
      ...(greeting === undefined ? [] : [greetingMessage(tell(greeting), createdAt)]),
      ...turns.flatMap((turn) => turnMessages(turn, tell)),
    ],
  };
}

function greetingMessage(text: string, createdAt: number): SharedMessage {
  return { role: 'chatbot', text, at: isoTime(createdAt) };
}

function turnMessages(turn: Turn, tell: (text: string) => string): SharedMessage[] {
  const { message, answer, sentAt, state, firstTextMs, totalMs } = turn;
  return [
    { role: 'user', text: tell(message), at: isoTime(sentAt) },
    {
      role: 'chatbot',
      text: tell(answer),
      ...(firstTextMs !== undefined && { at: isoTime(sentAt + firstTextMs) }),
      state,
      ...(firstTextMs !== undefined && { firstTextMs }),
      ...(totalMs !== undefined && { totalMs }),
    },
  ];
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}

function messageBlocks({ role, text, at, state }: SharedMessage, shared: SharedConversation) {
  const { chatbot, user } = shared.conversation;
  const userAuthor = shared.userDetails === 'masked' ? undefined : (user?.name ?? user?.email);
  const author = role === 'chatbot' ? chatbotLabel(chatbot) : (userAuthor ?? 'User');
  const heading = `## ${[inline(author), at].filter(Boolean).join(' · ')}`;
  if (role === 'user') return [heading, codeBlock(text)];
  const isEmpty = text.trim() === '';
  const remark = state === 'done' && isEmpty ? 'empty answer' : stateWords[state ?? 'done'];
  const asLink = shared.userDetails === 'masked' ? maskAsLink : keyAsLink;
  const quoted = quote(text.replace(asLink, '\\$&'));
  return [heading, ...(isEmpty ? [] : [quoted]), ...(remark === '' ? [] : [`*${remark}*`])];
}

const stateWords: Record<TurnState, string> = {
  sending: 'no answer yet',
  answering: 'still answering',
  done: '',
  stopped: 'stopped',
  incomplete: 'incomplete',
  failed: 'failed',
};

/** "[user name]: yes" would be the address of a link, which Markdown does not show. */
const keyAsLink = /\[API key\](?=[:([])/g;
const maskAsLink = /\[(?:API key|user name|user email)\](?=[:([])/g;
