/**
 * The panel is rendered by the host, whole; what goes to the page afterwards is only what
 * happened to something it shows.
 */
export type ToPanel =
  /** The ID is on the clipboard: say so where the button is. */
  | { type: 'copied' }
  /** Put the focus on the copy button: this panel was just opened for a new conversation. */
  | { type: 'focusCopyButton' };

export type FromPanel = { type: 'ready' } | { type: 'copyConversationId' };
