import type { FailureView, WayOut } from './failureView';

export interface SidebarDraft {
  chatbotId: string;
  userName: string;
  userEmail: string;
}

export interface SidebarChatbot {
  id: string;
  name?: string;
  isDefault: boolean;
  isSandbox: boolean;
}

/** What the form shows. The host owns it; the page is drawn from it whole. */
export interface SidebarState {
  /** Known chatbots, the default first. Empty together with `firstRun`. */
  chatbots: SidebarChatbot[];
  /** Nothing is known yet: two sentences and two buttons instead of the form. */
  firstRun: boolean;
  draft: SidebarDraft;
  /** Grows when the host itself changed the draft; only then the fields are overwritten. */
  draftRevision: number;
  /**
   * Whether the draft's chatbot has a key, and whether it is kept; `unknown` while its ID is empty
   * or not valid.
   */
  apiKey: 'unknown' | 'missing' | 'inMemory' | 'stored' | 'sandbox';
  /** A request of this form is under way. */
  creating: boolean;
  /** What is wrong with a field, in place, one sentence each. Set after a submission. */
  fieldErrors: { chatbotId?: string; userName?: string; userEmail?: string };
  /** A quiet line, such as what became of a cancelled creation. */
  notice?: string;
  failure?: FailureView;
}

export type ToSidebar = { type: 'state'; state: SidebarState };

export type FromSidebar =
  | { type: 'ready' }
  | { type: 'draftChanged'; draft: SidebarDraft }
  | { type: 'create'; draft: SidebarDraft }
  | { type: 'cancel' }
  | { type: 'setApiKey' }
  | { type: 'addChatbot' }
  | { type: 'trySandbox' }
  | { type: 'wayOut'; id: WayOut };
