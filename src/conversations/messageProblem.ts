import { grouped } from '../shared/messageBox';

/** More is no message that a person typed. */
const longestMessage = 1_000_000;

/** A sentence on why this cannot be sent to anybody, or `undefined`. */
export function messageProblem(message: string): string | undefined {
  if (message.trim() === '') return 'There is nothing in this message.';
  if (message.length <= longestMessage) return undefined;
  return (
    `This message has ${grouped(message.length)} characters, more than the ` +
    `${grouped(longestMessage)} that can be sent at once. Shorten it, or send it in parts.`
  );
}
