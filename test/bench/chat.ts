import type { BenchHost } from './benchHost';
import type { Figure } from './figures';
import { measureFirstText } from './firstText';
import type { LoopbackUserdesk } from './loopbackUserdesk';
import { measureOpening } from './opening';
import { watchPages } from './pageWatch';
import type { PaintWatch } from './paintWatch';
import { measureStreaming } from './streaming';

/** What one waits for in the panel, once there is a conversation. */
export async function measureChat(
  host: BenchHost,
  userdesk: LoopbackUserdesk,
  watch: PaintWatch,
  say: (what: string) => void,
): Promise<Figure[]> {
  await watchPages(host.page);
  say('First text');
  const firstText = await measureFirstText(host, userdesk);
  say('Streaming');
  const streaming = await measureStreaming(host, userdesk);
  say('Opening');
  return [firstText, ...streaming, ...(await measureOpening(host, watch))];
}
