import type { UserDetails } from '../api/client';
import type { Chatbot } from '../chatbots/chatbot';
import type { ConversationRef } from '../record/protocol';
import { personsLine } from '../support/personsLine';

/** A conversation as it was created. Userdesk cannot be asked for it again. */
export interface Conversation {
  readonly chatbot: Chatbot;
  /** Userdesk's ID, a UUID as far as the documentation shows. */
  readonly id: string;
  /** The chatbot's first message; absent if none is configured. */
  readonly greeting?: string;
  readonly userName?: string;
  readonly userEmail?: string;
  /** Milliseconds since 1970, by this machine's clock. */
  readonly createdAt: number;
  /** Not created here: somebody gave its ID, at `createdAt`. What was said before is not known. */
  readonly openedById?: true;
}

/** A name under which things about a conversation are kept. */
export function conversationKey(conversation: Pick<Conversation, 'chatbot' | 'id'>): string {
  return keyOf(refOf(conversation));
}

/** The same by what it is known by. */
export function keyOf({ origin, id }: ConversationRef): string {
  return JSON.stringify([origin, id]);
}

/** What it is known by in the record: two origins may give the same ID. */
export function refOf({ chatbot, id }: Pick<Conversation, 'chatbot' | 'id'>): ConversationRef {
  return { origin: chatbot.origin, id };
}

export function isAmong(refs: readonly ConversationRef[], conversation: Conversation): boolean {
  const { origin, id } = refOf(conversation);
  return refs.some((ref) => ref.origin === origin && ref.id === id);
}

const titleLength = 80;

/** Markdown's marks before a line and around words; those within words are part of them. */
const marks = /^[#>\s*-]+|`+|(?<![\p{L}\p{N}])[*_]+|[*_]+(?![\p{L}\p{N}])/gu;

/** The line before or after a block of code. */
const fence = /^\s*(?:`{3,}[^`]*|~{3,}.*)$/;
/** Of a picture and of a link there is what is read; the picture first, as it may be the link. */
const picture = /!\[([^[\]]*)\]\((?:[^()]|\([^()]*\))*\)/g;
const link = /\[([^[\]]*)\]\((?:[^()]|\([^()]*\))*\)/g;
const struckOut = /~~(.+?)~~/g;

/** One line to know a conversation by: how it begins, or its ID where it begins with nothing. */
export function conversationTitle({ greeting, id }: Conversation): string {
  const line = (greeting ?? '')
    .slice(0, 4 * titleLength)
    .split(/\r\n|\r|\n/)
    .filter((text) => !fence.test(text))
    .map((text) => personsLine(withoutMarkdown(text)))
    .find((text) => text !== undefined);
  if (line === undefined) return id;
  const characters = Array.from(line);
  if (characters.length <= titleLength) return line;
  return `${characters
    .slice(0, titleLength - 1)
    .join('')
    .trimEnd()}…`;
}

function withoutMarkdown(line: string): string {
  return [picture, link, struckOut]
    .reduce((text, mark) => text.replace(mark, '$1'), line)
    .replace(marks, '');
}

/** Who the conversation is with, for one line: name, else e-mail, else "Anonymous". */
export function userLabel(conversation: Conversation): string {
  return userLines(conversation)[0] ?? 'Anonymous';
}

/** What there is to be seen of name and e-mail, each as one line. */
export function userLines({ userName = '', userEmail = '' }: UserDetails): string[] {
  return [userName, userEmail].flatMap((text) => personsLine(text) ?? []);
}
