import { chatbotLabel, isSandbox } from '../chatbots/chatbot';
import { userLabel, type Conversation } from '../conversations/conversation';
import { isolated } from '../support/personsLine';
import { recordedNote, recordedTitle } from '../conversations/recordedTitle';
import { dayOf } from '../record/dayOf';
import type { Counts, RecordedConversation } from '../record/protocol';

/** How times are written: in the language of VS Code. */
export class Times {
  private readonly made = new Map<keyof typeof formats, Intl.DateTimeFormat>();

  constructor(private readonly language: string) {}

  /** "14:03" */
  time(at: number): string {
    return this.format('clock', at);
  }

  /** "Today", "Yesterday", "3 Mar 2026" */
  dayOf(at: number, now: number): string {
    // Rounding takes care of days of 23 and 25 hours.
    const days = Math.round((dayOf(now).start - dayOf(at).start) / dayMs);
    if (days === 0) return 'Today';
    return days === 1 ? 'Yesterday' : this.format('day', at);
  }

  /** "Today 14:03" */
  dayAndTime(at: number, now: number): string {
    return `${this.dayOf(at, now)} ${this.time(at)}`;
  }

  absolute(at: number): string {
    return this.format('full', at);
  }

  /** Each is made when first needed: that takes tens of milliseconds. */
  private format(name: keyof typeof formats, at: number): string {
    const known = this.made.get(name);
    const format = known ?? new Intl.DateTimeFormat(this.language, formats[name]);
    if (!known) this.made.set(name, format);
    return format.format(at);
  }
}

const formats = {
  clock: { hour: 'numeric', minute: '2-digit' },
  day: { dateStyle: 'medium' },
  full: { dateStyle: 'full', timeStyle: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const dayMs = 24 * 60 * 60 * 1000;

/** "Support bot · Ada Lovelace · 14:03"; "Sandbox" comes first, where nothing cuts it off. */
export function conversationSummary(conversation: Conversation, time: string): string {
  return summaryParts(conversation, time).map(isolated).join(' · ');
}

/** What a screen reader says of a row: all that is to be seen of it, its group and its note too. */
export function spokenRow(conversation: RecordedConversation, time: string): string {
  const note = recordedNote(conversation);
  return [
    ...[recordedTitle(conversation), ...summaryParts(conversation, time)],
    ...(conversation.isPinned ? ['pinned'] : []),
    ...(note === undefined ? [] : [`note: ${note}`]),
  ].join(', ');
}

function summaryParts(conversation: Conversation, time: string): string[] {
  const { chatbot } = conversation;
  const mark = isSandbox(chatbot) ? ['Sandbox'] : [];
  return [...mark, chatbotLabel(chatbot), userLabel(conversation), time];
}

/** "2 conversations, 1 message today"; empty for none. */
export function countsText({ conversations, messages }: Counts): string {
  const count = (number: number, noun: string) =>
    number === 0 ? [] : [`${number} ${noun}${number === 1 ? '' : 's'}`];
  const parts = [...count(conversations, 'conversation'), ...count(messages, 'message')];
  return parts.length === 0 ? '' : `${parts.join(', ')} today`;
}

/** After a cancelled creation: our side has ended, Userdesk's may not have. */
export const cancelledSentence = 'Cancelled. Userdesk may still have created the conversation.';
