import type { Conversation } from '../conversations/conversation';
import type { Turn } from '../conversations/turn';
import type { RecordTrouble } from './events';

/** What a conversation is known by; two origins may give the same ID. */
export interface ConversationRef {
  readonly origin: string;
  readonly id: string;
}

/** A conversation and what a person made of it. */
export interface RecordedConversation extends Conversation {
  /** Given by a person. */
  readonly title?: string;
  readonly note?: string;
  readonly isPinned: boolean;
  /** Its place in the record: the newer, the higher. Where the next rows begin. */
  readonly row: number;
}

/**
 * Who goes on with an answer under way: this window, another one, or nobody any more. Not there
 * for turns that came to their end.
 */
export type UnderWay = 'here' | 'elsewhere' | 'brokenOff';

export interface RecordedTurn extends Turn {
  underWay?: UnderWay;
}

export interface RecordedTranscript {
  /** In the order in which they were sent. */
  turns: RecordedTurn[];
  draft: string;
  /** Where it was read last, in the page's own words; empty for never. */
  position: string;
}

/** `kept`: it is on the disk. If not, it is known until the window closes, and tried again. */
export interface Written {
  kept: boolean;
}

/** `busy`: another window has an answer under way in this conversation; nothing was written. */
export type Begun = Written | 'busy';

/** `gone`: the conversation is not in the record (any more); nothing was written. */
export type Continued = Written | 'gone';

export interface Day {
  /** Milliseconds: its midnight, and that of the day after. */
  start: number;
  end: number;
  count: number;
}

export interface RecordedUser {
  userName?: string;
  userEmail?: string;
}

export interface Counts {
  conversations: number;
  messages: number;
}

export type SearchedPlace = 'id' | 'title' | 'note' | 'user' | 'greeting' | 'message' | 'answer';

export interface SearchHit {
  conversation: RecordedConversation;
  place: SearchedPlace;
  /** When what matches was said. */
  at: number;
  /** One line around the first match. */
  text: string;
  /** Where the words searched for stand in `text`: from, to. */
  matches: [number, number][];
}

export interface SearchResult {
  /** `like`: without a full-text index it takes longer and finds only what stands there literally. */
  mode: 'fts' | 'like';
  /** Newest first, each conversation once. */
  hits: SearchHit[];
}

export interface RecordStatus {
  /** `memory`: nothing is on the disk, by intention or because the disk refused. */
  place: 'disk' | 'memory';
  isWritable: boolean;
  journalMode: string;
  synchronous: number;
  version: number;
  fullText: boolean;
  /** Writes that the disk refused so far. */
  refused: number;
}

/** A conversation, with the name that it is known by. */
export interface BackupEntry {
  key: string;
  /** Not there for one that could not be restored: too large, or not as it has to be. */
  json?: string;
}

export interface BackupPage {
  conversations: BackupEntry[];
  /** After which row to go on; not there at the end. */
  next?: number;
}

/** Numbers of conversations. */
export interface Restored {
  added: number;
  /** Known, with turns or the rest of an answer that were missing. */
  merged: number;
  unchanged: number;
  /** Not as a conversation has to be. */
  refused: number;
  /** Where it is; `refused`: the disk did not take all of it. */
  kept: 'onDisk' | 'inMemory' | 'refused';
  /** In the whole record, once all is done: too old to outlast the next start. */
  outdated: number;
}

export type RestoreFailure =
  /** The file cannot be read. */
  | 'unreadable'
  /** No JSON, or another's. */
  | 'noBackup'
  /** Written by a newer version of the extension. */
  | 'newer'
  /** Cut short, or not as its beginning promises. */
  | 'damaged'
  | 'tooLarge'
  /** Another file is being restored. */
  | 'busy'
  /** It came to an end in the middle: some of it may be there. */
  | 'interrupted'
  /** The record is kept without a database. */
  | 'withoutDatabase';

export interface RestoreFailed {
  failure: RestoreFailure;
}

export type RestoreStep = { restored: Restored; isDone: boolean } | RestoreFailed;

export type DeletedAll =
  /** Files that could not be cut or removed, as where another window was reading them. */
  | { remains: string[] }
  /** Nothing was deleted: the disk refused, or another window has an answer under way. */
  | { refused: RecordTrouble | 'busy' };
