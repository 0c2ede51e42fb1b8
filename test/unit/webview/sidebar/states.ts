import type { SidebarState } from '../../../../src/shared/sidebarProtocol';

/** A form with two chatbots, the first of them chosen; a case states what differs. */
export function formState(differs: Partial<SidebarState> = {}): SidebarState {
  return {
    chatbots: [
      { id: '123456', name: 'Support bot', isDefault: true, isSandbox: false },
      { id: '777', isDefault: false, isSandbox: false },
      { id: 'sandbox-support', name: 'Sandbox support', isDefault: false, isSandbox: true },
    ],
    firstRun: false,
    draft: { chatbotId: '123456', userName: 'Ada Lovelace', userEmail: 'ada@example.com' },
    draftRevision: 1,
    apiKey: 'stored',
    creating: false,
    fieldErrors: {},
    ...differs,
  };
}

const longId = '7bb301ade69143418afbb4407c4ffdf2'.repeat(3);
const nothingTyped = { chatbotId: '', userName: '', userEmail: '' };

/** Every state that somebody can come to see, by name. */
export const states: Record<string, SidebarState> = {
  'first run': formState({ chatbots: [], firstRun: true, draft: nothingTyped, apiKey: 'unknown' }),
  empty: formState({ draft: nothingTyped, apiKey: 'unknown' }),
  filled: formState(),
  'no key': formState({ draft: { ...nothingTyped, chatbotId: '777' }, apiKey: 'missing' }),
  sandbox: formState({
    draft: { ...nothingTyped, chatbotId: 'sandbox-support' },
    apiKey: 'sandbox',
  }),
  creating: formState({ creating: true }),
  cancelled: formState({
    notice: 'Cancelled. Userdesk may still have created the conversation.',
  }),
  failed: formState({
    failure: {
      message: 'Userdesk refused the API key for "Support bot".',
      waysOut: [
        { id: 'replaceApiKey', label: 'Replace API key' },
        { id: 'showLog', label: 'Show log' },
      ],
    },
  }),
  'failed at length': formState({
    failure: {
      message:
        'Userdesk said no: "' + 'quota exceeded for workspace_0123456789abcdef '.repeat(4) + '".',
      waysOut: [
        { id: 'chooseAnotherChatbot', label: 'Choose another chatbot' },
        { id: 'replaceApiKey', label: 'Replace API key' },
      ],
    },
  }),
  'wrong fields': formState({
    draft: { chatbotId: 'a/b', userName: 'Ada', userEmail: 'ada' },
    apiKey: 'unknown',
    fieldErrors: {
      chatbotId: 'A chatbot ID has no spaces and no slashes.',
      userEmail: 'This is not an e-mail address.',
    },
  }),
  'very long': formState({
    chatbots: [
      {
        id: longId,
        name: 'Support bot for the customers of the northern warehouse and its many suppliers',
        isDefault: true,
        isSandbox: false,
      },
    ],
    draft: {
      chatbotId: longId,
      userName: 'Adolph Blaine Charles David Earl Frederick Gerald Hubert Irvin Wolfeschlegel',
      userEmail: 'a.very.long.address.that.goes.on.and.on@subdomain.of.a.company.example.com',
    },
  }),
  'right to left': formState({
    chatbots: [{ id: '123456', name: 'בוט תמיכה', isDefault: true, isSandbox: false }],
    draft: { chatbotId: '123456', userName: 'עדה לאבלייס', userEmail: 'ada@example.com' },
  }),
};
