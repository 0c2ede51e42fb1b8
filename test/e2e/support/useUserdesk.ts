import type { Settings } from '../../vscode/profile';
import { LoopbackServer } from '../../support/loopbackServer';
import type { Reply } from '../../support/loopbackServer';
import { json } from '../../support/replies';
import { useWorkbench } from './useWorkbench';
import type { WorkbenchOptions } from './workbench';

/** One VS Code for all tests of a describe(), and a server in Userdesk's place. */
export function useUserdesk(options: WorkbenchOptions = {}, reply = conversations()) {
  let server: LoopbackServer | undefined;
  const userdesk = () => {
    if (!server) throw new Error('The server did not start.');
    return server;
  };

  before(async () => {
    server = await LoopbackServer.start(reply);
  });
  const workbench = useWorkbench({
    ...options,
    // Read when VS Code starts: the port is known then.
    get settings(): Settings {
      return { 'userdesk.apiBaseUrl': apiBaseUrlOf(userdesk()), ...options.settings };
    },
  });
  after(async () => {
    await server?.stop();
  });
  return { workbench, userdesk };
}

export function apiBaseUrlOf(server: LoopbackServer): string {
  return `${server.origin}/v1`;
}

export const greeting = 'Hello, how can I help you?';

/** A new conversation for every request: conversationIdOf(1), conversationIdOf(2), … */
export function conversations(after = 0): Reply {
  let count = after;
  return (response, request) => {
    const conversationId = conversationIdOf(++count);
    return json({ success: true, conversationId, response: greeting })(response, request);
  };
}

export function conversationIdOf(count: number): string {
  return `7bb301ad-e691-4341-8afb-${String(count).padStart(12, '0')}`;
}
