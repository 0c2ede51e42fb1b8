import { apiKey, FailingCreations, salesBot, supportBot, details } from './failingCreations';
import { useUserdesk } from './useUserdesk';

/** One VS Code for all tests of a describe(), with a chatbot whose key is stored. */
export function useFailingCreations({ chatbots = [] }: { chatbots?: readonly object[] } = {}) {
  const { workbench, userdesk } = useUserdesk({
    settings: {
      'userdesk.chatbots': [supportBot, salesBot, ...chatbots],
      'userdesk.defaultChatbot': supportBot.id,
      'userdesk.userName': details.userName,
      'userdesk.userEmail': details.userEmail,
    },
  });
  let creations: FailingCreations | undefined;

  before('stores a key', async () => {
    creations = new FailingCreations(workbench(), userdesk());
    await creations.create({ apiKey });
    await creations.created();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await creations?.tidy();
  });

  after(async () => {
    await creations?.userdesk.stop();
  });

  return () => {
    if (!creations) throw new Error('There is no VS Code, or no key.');
    return creations;
  };
}
