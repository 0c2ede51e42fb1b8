import { setTimeout as pause } from 'node:timers/promises';
import { commands } from '../../src/ids';
import type { BenchHost } from './benchHost';
import { benchChatbot } from './benchIds';
import { openNewConversation } from './chatPanel';
import { framesFigure } from './figures';
import type { Figure } from './figures';
import { median } from './interleave';
import type { LoopbackUserdesk } from './loopbackUserdesk';

const rounds = 21;

/** From the arrival of an answer's first bytes in the extension host to their being on the screen. */
export async function measureFirstText(
  host: BenchHost,
  userdesk: LoopbackUserdesk,
): Promise<Figure> {
  const { page, conversationId } = await openNewConversation(host);
  const times: number[] = [];
  const frames: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const text = `Answer number ${round} begins.`;
    let end: () => void = () => undefined;
    userdesk.sendAnswer = (response) => {
      // Not always at the same point of a frame.
      setTimeout(() => response.write(text), 100 + Math.random() * 50);
      end = () => response.end(' And ends.');
    };
    const shown = await page.shown(text);
    const started = performance.timeOrigin + performance.now();
    const message = { chatbotId: benchChatbot, conversationId, message: 'Hello' };
    const sent = host.command(commands.sendMessage, message);
    const at = await shown();
    // Not before: what is drawn in its place would not be the first text any more.
    end();
    await sent;
    const [arrival] = (await host.run({ kind: 'arrivals' })) as number[];
    if (arrival === undefined) throw new Error('No answer arrived.');
    times.push(at - arrival);
    await pause(100);
    frames.push(...(await page.frames(started, started + 400)));
  }
  await host.closeEditors();
  return framesFigure(
    'First text: its arrival in the extension host → on the screen',
    { ms: median(times), frameMs: median(frames) },
    2,
  );
}
