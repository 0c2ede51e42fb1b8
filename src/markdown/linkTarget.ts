export interface LinkTarget {
  /** As the browser will open it. */
  href: string;
  /** Where it leads, for the eye: a host (punycode, with an unusual port) or a mail address. */
  place: string;
}

/**
 * Where a link may lead: http, https and mailto, without user name or password, without
 * characters that cannot be seen. `undefined` for all else, relative addresses included;
 * VS Code would act on `vscode:` and `command:` without a question.
 */
export function linkTarget(address: string): LinkTarget | undefined {
  if (hasInvisible(address)) return undefined;
  const url = URL.parse(address);
  if (url?.protocol === 'mailto:') {
    // No "%": an encoded line break would begin another header of the mail.
    const isAddress = /^[^@/%]+@[^@/%]+$/.test(url.pathname);
    return isAddress ? { href: url.href, place: url.pathname } : undefined;
  }
  // What URL has to repair first ("https:host", "https://host\\@other") others read otherwise.
  if (!url || !/^https?:\/\/[^/?#@\\]+(?:[/?#]|$)/i.test(address)) return undefined;
  return { href: url.href, place: url.host };
}

/**
 * Whether the text of a link already tells its place: it is the address, or begins with its host
 * and goes on as an address does. More words could say anything, so they do not count.
 */
export function tellsPlace(text: string, { place }: LinkTarget): boolean {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:)/, '');
  if (/\s/.test(bare) || !bare.startsWith(place.toLowerCase())) return false;
  return /^(?:$|[/?#])/.test(bare.slice(place.length));
}

/** Controls as they are; zero-width and bidirectional characters also percent-encoded. */
function hasInvisible(address: string): boolean {
  if (/[\p{Cc}\p{Cs}]/u.test(address)) return true;
  const readable = address.replace(/(?:%[\da-f]{2})+/gi, decoded);
  return /[\p{Cf}\p{Zl}\p{Zp}]/u.test(readable);
}

/** Leniently, where decodeURIComponent throws; with a byte order mark, which cannot be seen. */
function decoded(escapes: string): string {
  const bytes = escapes.split('%').slice(1);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    Uint8Array.from(bytes, (byte) => parseInt(byte, 16)),
  );
}
