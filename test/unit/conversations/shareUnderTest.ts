import fc from 'fast-check';
import type { Conversation } from '../../../src/conversations/conversation';
import type { Turn, TurnState } from '../../../src/conversations/turn';
import { conversation } from './recordUnderTest';

export const sentAt = Date.UTC(2026, 2, 3, 14, 4);

/** A turn of which only what a case is about has to be said. */
export function turn(changes: Partial<Turn> = {}): Turn {
  return { id: '1', message: 'Hello', sentAt, answer: 'Hi', state: 'done', ...changes };
}

export const ada: Partial<Conversation> = {
  userName: 'Ada Lovelace',
  userEmail: 'ada@example.com',
};

/** What Markdown, masks and patterns are made of, far more often than chance would have it. */
const snippet = fc.oneof(
  fc.constantFrom('\n', '\r\n', '\r', '\n\n', ' ', '\t', '    ', '`', '```', '~~~', '#', '---'),
  fc.constantFrom('>', '<', '</blockquote>', '<!--', '<b>', '<p ', '- ', '1. ', '|', '===', '\\'),
  fc.constantFrom('[user name]', '[user email]', ': ', '](', '](x)', '![', '@', '.', "'", '-'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
export const anyText = fc.array(snippet, { maxLength: 20 }).map((parts) => parts.join(''));

const states: TurnState[] = ['sending', 'answering', 'done', 'stopped', 'incomplete', 'failed'];
const time = fc.integer({ min: 0, max: Date.UTC(2100, 0) });
const ms = fc.integer({ min: 0, max: 1_000_000 });

export const anyTurn: fc.Arbitrary<Turn> = fc.record(
  {
    ...{ id: fc.string(), message: anyText, sentAt: time, answer: anyText },
    ...{ state: fc.constantFrom(...states), firstTextMs: ms, totalMs: ms },
  },
  { requiredKeys: ['id', 'message', 'sentAt', 'answer', 'state'] },
);

export const anyConversation: fc.Arbitrary<Conversation> = fc
  .tuple(
    fc.string(),
    fc.record(
      { greeting: anyText, userName: anyText, userEmail: anyText, createdAt: time },
      { requiredKeys: ['createdAt'] },
    ),
    fc.record({ id: anyText, name: anyText }, { requiredKeys: ['id'] }),
  )
  .map(([id, changes, chatbot]) =>
    conversation(id, { ...changes, chatbot: { origin: 'https://a', ...chatbot } }),
  );

export const userDetails = fc.constantFrom('masked' as const, 'kept' as const);
