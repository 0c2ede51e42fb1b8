import * as v from 'valibot';
import { waysOut } from '../shared/failureView';
import type { FromSidebar } from '../shared/sidebarProtocol';

/** More is no name, and is not kept. */
const longestField = 2000;
const field = v.pipe(
  v.string(),
  v.transform((text) => text.slice(0, longestField)),
);
const draft = v.object({ chatbotId: field, userName: field, userEmail: field });

const schema = v.variant('type', [
  v.object({ type: v.picklist(['ready', 'cancel', 'setApiKey', 'addChatbot', 'trySandbox']) }),
  v.object({ type: v.picklist(['draftChanged', 'create']), draft }),
  v.object({ type: v.literal('wayOut'), id: v.picklist(waysOut) }),
]);

/** What a page sent, checked; nothing for anything else. */
export function readFromSidebar(message: unknown): FromSidebar | undefined {
  const result = v.safeParse(schema, message);
  return result.success ? result.output : undefined;
}
