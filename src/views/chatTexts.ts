import type { ChatSession } from '../conversations/chatSession';
import { isUnderWay, type Turn } from '../conversations/turn';

/** How a turn stands, in one line for screen readers. */
export function statusOf({ state, answer, trouble }: Turn): string {
  switch (state) {
    case 'sending':
      return 'Sending';
    case 'answering':
      return 'Answering';
    case 'done':
      return answer === '' ? 'The answer is empty' : 'Answer complete';
    case 'stopped':
      return 'Stopped';
    case 'incomplete':
      return `Incomplete: ${trouble?.message ?? ''}`;
    case 'failed':
      return `Failed: ${trouble?.message ?? ''}`;
  }
}

/** "5 messages", of both sides. */
export function countOf({ conversation, turns }: ChatSession): string {
  const answers = turns.filter((turn) => turn.answer !== '' || isUnderWay(turn)).length;
  const count = turns.length + answers + (conversation.greeting === undefined ? 0 : 1);
  return count === 1 ? '1 message' : `${count} messages`;
}
