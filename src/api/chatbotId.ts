export type CheckedChatbotId = { id: string } | { problem: string };

/**
 * A chatbot ID is opaque (the documentation shows `123456`): trimmed, and refused only if it
 * cannot be a part of a path or cannot be seen. `problem` is a sentence for the person.
 */
export function checkChatbotId(text: string): CheckedChatbotId {
  const id = text.trim();
  if (id === '') return { problem: 'Enter a chatbot ID.' };
  if (/\s/.test(id)) return { problem: 'A chatbot ID has no white space in it.' };
  if (id.includes('/')) return { problem: 'A chatbot ID has no "/" in it.' };
  // Zero-width characters come along when an ID is copied from a page; half a surrogate pair
  // cannot be percent-encoded.
  if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(id)) {
    return { problem: 'This chatbot ID has a character in it that cannot be seen.' };
  }
  // Both mean a folder in a path, and no encoding of theirs means anything else.
  if (id === '.' || id === '..') return { problem: `"${id}" cannot be a chatbot ID.` };
  return { id };
}

/**
 * A chatbot ID, or the one in a pasted address of the API such as
 * `https://api.userdesk.io/v1/chatbot/123456/conversation`, with or without its last part and its
 * scheme. An address of another origin than that of `baseUrl` is a problem, named as such.
 *
 * Source: Userdesk documentation, "Create a conversation"
 * (https://docs.userdesk.io/api/create-a-conversation).
 */
export function readChatbotId(text: string, baseUrl: string): CheckedChatbotId {
  const trimmed = text.trim();
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed);
  if (!hasScheme && !trimmed.includes('/chatbot/')) return checkChatbotId(trimmed);

  if (!URL.canParse(baseUrl)) {
    return { problem: 'The setting userdesk.apiBaseUrl is no address. Enter the ID alone.' };
  }
  const { origin, protocol } = new URL(baseUrl);
  const address = hasScheme ? trimmed : `${protocol}//${trimmed}`;
  if (!URL.canParse(address)) return { problem: 'This address cannot be read.' };
  const url = new URL(address);
  if (url.origin !== origin) {
    return {
      problem: `This address belongs to ${url.protocol}//${url.host}, but the API is at ${origin}.`,
    };
  }
  const part = /\/chatbot\/([^/]+)(?:\/(?:conversation|message))?\/?$/.exec(url.pathname)?.[1];
  const id = part === undefined ? undefined : decoded(part);
  return id === undefined
    ? { problem: 'There is no chatbot ID in this address.' }
    : checkChatbotId(id);
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
