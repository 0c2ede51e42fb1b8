/** What a person can do about a failure. A page names one of these, never a command or a URL. */
export const waysOut = [
  'setApiKey',
  'replaceApiKey',
  'chooseAnotherChatbot',
  'tryAgain',
  'askAgain',
  'changeTimeout',
  'proxySettings',
  'baseUrlSetting',
  'userEmailSetting',
  'showLog',
] as const;
export type WayOut = (typeof waysOut)[number];

/** A failure as a page shows it: one sentence, or a few, and the buttons beside it. */
export interface FailureView {
  message: string;
  waysOut: { id: WayOut; label: string }[];
}
