import { checkChatbotId } from '../api/chatbotId';
import { isSandboxId } from './chatbot';
import { sandboxChatbots } from '../sandbox/chatbots';

/** One entry of `userdesk.chatbots`, read. */
export interface ConfiguredChatbot {
  id: string;
  name?: string;
}

/**
 * Reads one scope's value of `userdesk.chatbots`, which people write by hand: a number is taken
 * as an ID, and what cannot be a chatbot is passed over (the settings editor marks it).
 */
export function readChatbotList(value: unknown): ConfiguredChatbot[] {
  return Array.isArray(value) ? value.flatMap((entry: unknown) => readChatbot(entry) ?? []) : [];
}

function readChatbot(entry: unknown): ConfiguredChatbot | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { id: rawId, name: rawName } = entry as { id?: unknown; name?: unknown };
  // A longer number was rounded when it was read: it would be another chatbot.
  const id = Number.isSafeInteger(rawId) ? String(rawId) : rawId;
  if (typeof id !== 'string' || !isConfigurableId(id.trim())) return undefined;
  const name = typeof rawName === 'string' ? rawName.trim() : '';
  return name === '' ? { id: id.trim() } : { id: id.trim(), name };
}

/** Userdesk's IDs are opaque; only what could leave the URL's path segment is refused. */
function isConfigurableId(id: string): boolean {
  if ('problem' in checkChatbotId(id)) return false;
  return !isSandboxId(id) || sandboxChatbots.some((chatbot) => chatbot.id === id);
}

/**
 * Joins the lists of several scopes by ID, in the order given. VS Code lets an array of a
 * narrower scope replace a wider one's; here a workspace adds to the person's own list. Where
 * both name a chatbot, the later list's name counts.
 */
export function joinChatbotLists(...lists: ConfiguredChatbot[][]): ConfiguredChatbot[] {
  const joined = new Map<string, ConfiguredChatbot>();
  for (const { id, name } of lists.flat()) {
    joined.set(id, { ...joined.get(id), id, ...(name !== undefined && { name }) });
  }
  return [...joined.values()];
}
