import { isolated, personsLine } from '../support/personsLine';
import { sandboxIdPrefix } from '../sandbox/chatbots';

/** The origin of every sandbox chatbot, whatever port the sandbox has today. */
export const sandboxOrigin = 'sandbox:';

/** A chatbot is known by where it lives and its ID; a name is a person's own word for it. */
export interface Chatbot {
  /** `https://api.userdesk.io`, another origin from the settings, or `sandbox:`. */
  readonly origin: string;
  /** Opaque, as Userdesk gave it. */
  readonly id: string;
  readonly name?: string;
}

export function isSandbox(chatbot: Pick<Chatbot, 'origin'>): boolean {
  return chatbot.origin === sandboxOrigin;
}

/** Sandbox IDs are told by their prefix, so that no setting can send one to Userdesk. */
export function isSandboxId(id: string): boolean {
  return id.startsWith(sandboxIdPrefix);
}

/** Its name as one line, where it has one that can be seen. */
export function chatbotName({ name = '' }: Pick<Chatbot, 'name'>): string | undefined {
  return personsLine(name);
}

/** What one calls a chatbot, as one line: its name, or its ID where it has none. */
export function chatbotLabel(chatbot: Pick<Chatbot, 'id' | 'name'>): string {
  return chatbotName(chatbot) ?? chatbot.id;
}

/** The label as it stands in a sentence: in quotes. */
export function quoteChatbot(chatbot: Pick<Chatbot, 'id' | 'name'>): string {
  return `"${isolated(chatbotLabel(chatbot))}"`;
}

export function isSameChatbot(
  a: Pick<Chatbot, 'origin' | 'id'>,
  b: Pick<Chatbot, 'origin' | 'id'>,
): boolean {
  return a.origin === b.origin && a.id === b.id;
}

/** A name under which things about a chatbot are kept; `parseChatbotKey` reads it back. */
export function chatbotKey({ origin, id }: Pick<Chatbot, 'origin' | 'id'>): string {
  return JSON.stringify([origin, id]);
}

export function parseChatbotKey(key: string): Chatbot | undefined {
  try {
    const parsed: unknown = JSON.parse(key);
    if (!Array.isArray(parsed)) return undefined;
    const [origin, id] = parsed as unknown[];
    return typeof origin === 'string' && typeof id === 'string' ? { origin, id } : undefined;
  } catch {
    return undefined;
  }
}
