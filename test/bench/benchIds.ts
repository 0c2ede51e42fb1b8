/** The publisher of every extension that only the bench knows. */
export const benchPublisher = 'userdesk-bench';

export type BenchExtension =
  'empty' | 'registration' | 'minimal-panel' | 'bare-page' | 'requests' | 'stopwatch';

export function extensionId(name: BenchExtension): string {
  return `${benchPublisher}.${name}`;
}

/** Ours and the baseline stand in one VS Code: the same commands need other IDs. */
export function baselineCommand(id: string): string {
  return id.replace('userdesk.', 'userdeskBaseline.');
}

export const benchCommands = {
  /** Asks for a text and then shows a constant in a panel. */
  showConstant: 'userdeskBench.showConstant',
  /** Shows a page to which text can be appended; resolves when it is there. */
  openBarePage: 'userdeskBench.openBarePage',
  /** Asks for a streamed answer and appends it to that page: (baseUrl). */
  streamToBarePage: 'userdeskBench.streamToBarePage',
  /** Times second requests: (baseUrl, rounds) → { nodeFetch, fetch } in milliseconds. */
  timeSecondRequests: 'userdeskBench.timeSecondRequests',
} as const;

export const minimalPrompt = 'Minimal panel';

/** The greeting and the constant: the same text, so that painting it costs the same. */
export const shownText = 'Hello, how can I help you?';

/** The only chatbot there is. */
export const benchChatbot = '123456';

/** Any will do. */
export const benchApiKey = 'key-of-the-bench';
