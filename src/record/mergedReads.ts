import { refOf } from '../conversations/conversation';
import { dayOf } from './dayOf';
import { distinctUsers } from './lists';
import type { Day, ReadRequest, RecordedConversation, SearchResult } from './protocol';
import type { ReadAnswer } from './reads';
import { mostHits } from './search';
import type { RefusedWrites } from './refusedWrites';
import { timeOfRow } from './rowNumbers';

type Request<T extends ReadRequest['type']> = Extract<ReadRequest, { type: T }>;
type Mergers = {
  [T in ReadRequest['type']]: (
    disk: ReadAnswer<T>,
    memory: ReadAnswer<T>,
    refused: RefusedWrites,
    request: Request<T>,
  ) => ReadAnswer<T>;
};

/** Of a conversation that is in memory, what the disk says is out of date. */
const mergers: Mergers = {
  find: newestFirst,
  get: (disk, memory, refused, { ref }) => (refused.has(ref) ? memory : disk),
  transcript: (disk, memory, refused, { ref }) => (refused.has(ref) ? memory : disk),
  days: mergeDays,
  rows: (disk, memory, refused, { limit }) => newestFirst(disk, memory, refused).slice(0, limit),
  pinned: (disk, memory, refused, { limit }) => newestFirst(disk, memory, refused).slice(0, limit),
  chatbots: (disk, memory) => {
    const byName = new Map<string, (typeof disk)[number]>();
    for (const each of [...disk, ...memory].sort((a, b) => b.newest - a.newest)) {
      const name = JSON.stringify([each.chatbot.origin, each.chatbot.id]);
      if (!byName.has(name)) byName.set(name, each);
    }
    return [...byName.values()];
  },
  users: (disk, memory, _, { limit }) => distinctUsers([...memory, ...disk], limit),
  counts: (disk, _, { requests, differences }, { start, end }) => {
    const isThen = (at: number) => at >= start && at < end;
    return {
      conversations:
        disk.conversations +
        differences.filter(({ was, is }) => !was && is && isThen(timeOfRow(is.row))).length,
      messages:
        disk.messages + requests.filter((each) => each.type === 'begin' && isThen(each.at)).length,
    };
  },
  // What is in memory comes at the end.
  backupPage: (disk, _, refused) => ({
    conversations: [
      ...disk.conversations.filter(({ key }) => !refused.hasKey(key)),
      ...(disk.next === undefined ? refused.backup().conversations : []),
    ],
    ...(disk.next !== undefined && { next: disk.next }),
  }),
  backupOf: (disk, memory, refused, { ref }) => (refused.has(ref) ? memory : disk),
  search: (disk, memory, refused): SearchResult => ({
    mode: disk.mode,
    hits: [
      ...disk.hits.filter(({ conversation }) => !refused.has(refOf(conversation))),
      ...memory.hits,
    ]
      .sort((a, b) => b.at - a.at)
      .slice(0, mostHits),
  }),
};

/** What a database and the writes that it refused say together. */
export function merge<T extends ReadRequest['type']>(
  request: Request<T>,
  disk: ReadAnswer<T>,
  memory: ReadAnswer<T>,
  refused: RefusedWrites,
): ReadAnswer<T> {
  return mergers[request.type](disk, memory, refused, request);
}

function newestFirst(
  disk: RecordedConversation[],
  memory: RecordedConversation[],
  refused: RefusedWrites,
): RecordedConversation[] {
  return [...disk.filter((each) => !refused.has(refOf(each))), ...memory].sort(
    (a, b) => b.row - a.row,
  );
}

function mergeDays(
  disk: Day[],
  _: Day[],
  { differences }: RefusedWrites,
  { before = Infinity, limit, chatbot }: Request<'days'>,
): Day[] {
  const days = new Map(disk.map((day) => [day.start, { ...day }]));
  // Days before the last of a full page are told with the next one.
  const first = disk.length < limit ? -Infinity : (disk.at(-1)?.start ?? -Infinity);
  for (const { was, is } of differences) {
    for (const [listed, change] of [
      [was, -1],
      [is, 1],
    ] as const) {
      if (!listed) continue;
      if (chatbot && (chatbot.origin !== listed.origin || chatbot.id !== listed.chatbotId))
        continue;
      const { start, end } = dayOf(timeOfRow(listed.row));
      if (start >= before || start < first) continue;
      const day = days.get(start) ?? { start, end, count: 0 };
      days.set(start, { ...day, count: day.count + change });
    }
  }
  return [...days.values()]
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.start - a.start)
    .slice(0, limit);
}
