import type { UserDetails } from '../api/client';
import { holdsKey, tellingKeys } from '../api/redact';

/** A sentence on why this cannot be an e-mail address, or `undefined`. Empty is allowed. */
export function userEmailProblem(text: string): string | undefined {
  const email = text.trim();
  if (email === '') return undefined;
  // Deliberately loose: the mail system decides; this catches slips such as a missing "@".
  return /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 254
    ? undefined
    : 'This is not an e-mail address. Leave it empty for none.';
}

/** Trimmed; what is empty is left out, since Userdesk should not be sent "". */
export function cleanUserDetails(details: UserDetails): UserDetails {
  const userName = details.userName?.trim();
  const userEmail = details.userEmail?.trim();
  return { ...(userName && { userName }), ...(userEmail && { userEmail }) };
}

/** Where a key does not belong, as `keyInText` names it. */
export const inDetails = 'the user details';

/** A key pasted into the wrong box must not travel, be recorded or be shown. */
export function keyInText(text: string, keys: Iterable<string>, place: string): string | undefined {
  return tellingKeys(keys).some((key) => holdsKey(text, key))
    ? `This is an API key. It does not belong in ${place}.`
    : undefined;
}
