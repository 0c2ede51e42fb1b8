import type { Chatbot } from '../chatbots/chatbot';

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
}

const titleLength = 80;

/** One line to know a conversation by: how it begins, or its ID where it begins with nothing. */
export function conversationTitle({ greeting, id }: Conversation): string {
  const line = (greeting ?? '')
    .slice(0, 4 * titleLength)
    .split(/\r\n|\r|\n/)
    .map((text) => text.replace(/^[#>\s*-]+|[*_`]+/g, '').trim())
    .find((text) => text !== '');
  if (line === undefined) return id;
  return line.length > titleLength ? `${line.slice(0, titleLength - 1).trimEnd()}…` : line;
}

/** Who the conversation is with, for one line: name, else e-mail, else "Anonymous". */
export function userLabel({ userName, userEmail }: Conversation): string {
  return userName ?? userEmail ?? 'Anonymous';
}
