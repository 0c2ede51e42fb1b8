import type { WayOut } from './failureView';
import type { ViewNode } from './viewNode';

/** See `Turn`. */
export type TurnState = 'sending' | 'answering' | 'done' | 'stopped' | 'incomplete' | 'failed';

/** The setting userdesk.sendOn: which key sends; the other one breaks the line. */
export type SendOn = 'enter' | 'ctrlEnter';

/**
 * The panel is rendered by the host, whole. A page says when it is there, and is told what has
 * changed since; turns are counted from 1, the greeting is 0.
 */
export type ToPanel =
  /** It is on the clipboard: say so at the ID, or where the page was asked for it. */
  | { type: 'copied'; what: 'id' | 'text' }
  | { type: 'focus'; target: 'copyButton' | 'message' | 'lastResponse' }
  /** In place of everything from turn `from` on. `jump`: the person wants to see the end. */
  | { type: 'turns'; from: number; nodes: ViewNode[]; jump: boolean }
  /** In place of all messages; what comes before turn `first` is to be asked for. */
  | { type: 'anew'; first: number; nodes: ViewNode[] }
  /** Messages before turn `before`, the first that is shown. `first` is it then; 0 ends it. */
  | { type: 'older'; before: number; first: number; nodes: ViewNode[] }
  /** More of an answer: what is settled, and after it what may still change. */
  | { type: 'answer'; turn: number; settled: ViewNode[]; tail: ViewNode[]; isLast?: true }
  /** How far an answer has come. */
  | { type: 'state'; turn: number; state: TurnState; below: ViewNode[] }
  /** In place of the text of a message. */
  | { type: 'content'; turn: number; plain: boolean; nodes: ViewNode[] }
  | { type: 'composer'; isAnswering: boolean; sendOn: SendOn; hint: string; count: string }
  /** One line for screen readers. */
  | { type: 'status'; text: string }
  /** Put this into the message box. `ifUntouched`: if that holds what it was drawn with. */
  | { type: 'draft'; text: string; ifUntouched?: true }
  /** This message is kept: the box need not hold it any longer. */
  | { type: 'sent'; message: string }
  /** This was not sent, and why. */
  | { type: 'refused'; reason: string }
  /** The page is drawn anew: go on where the reader was. */
  | ({ type: 'resume' } & Reading);

export interface MessageName {
  turn: number;
  /** One's own message of that turn, not the answer. */
  isOwn: boolean;
}

/** A place in the messages: one that reaches over the upper edge, and how far above it begins. */
export interface ReadingPosition extends MessageName {
  /** Pixels. */
  offset: number;
}

export interface Reading {
  /** Absent at the end, which is followed. */
  position?: ReadingPosition | undefined;
  /** What is selected in the message box, if that has the focus. */
  box?: { start: number; end: number } | undefined;
  /** The message that has the focus, or something in it. */
  message?: MessageName | undefined;
}

/** What VS Code keeps of a page: the conversation that it shows. */
export interface PanelState {
  conversationId: string;
  /** Of its chatbot; version 0.1.0 did without. */
  origin?: string;
}

export type FromPanel =
  /** The page stands, as it was drawn by the drawing of that number. */
  | { type: 'ready'; drawing: number }
  /** The reader is elsewhere now. */
  | ({ type: 'reading' } & Reading)
  | { type: 'copyConversationId' }
  | { type: 'draftChanged'; text: string }
  | { type: 'send'; message: string }
  | { type: 'stop' }
  /** A part of an answer is drawn: more of it is welcome. */
  | { type: 'drawn'; turn: number }
  /** There is time for messages before turn `before`. */
  | { type: 'older'; before: number }
  | { type: 'copyAnswer'; turn: number }
  /** The code block of that number in that answer, counted from 0. */
  | { type: 'copyCode'; turn: number; index: number }
  | { type: 'showAs'; turn: number; plain: boolean }
  | { type: 'wayOut'; id: WayOut };

/** A page names itself in all that it says, and hears what is said to it by that name. */
export type FromPage = FromPanel & { page: string };
export type ToPage = ToPanel & { page: string };
