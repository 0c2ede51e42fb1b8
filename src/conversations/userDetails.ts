import type { UserDetails } from '../api/client';

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

/** A shorter text may stand in a name by chance. */
const shortestTellableKey = 8;

/** Where a key does not belong, as `keyInText` names it. */
export const inDetails = 'the user details';

/** A key pasted into the wrong box must not travel, be recorded or be shown. */
export function keyInText(
  text: string,
  apiKey: string | undefined,
  place: string,
): string | undefined {
  return apiKey !== undefined && apiKey.length >= shortestTellableKey && text.includes(apiKey)
    ? `This is the API key. It does not belong in ${place}.`
    : undefined;
}
