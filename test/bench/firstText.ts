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
    userdesk.sendAnswer = (response) => {
      // Not always at the same point of a frame.
      setTimeout(() => response.write(text), 100 + Math.random() * 50);
      setTimeout(() => response.end(' And ends.'), 400);
    };
    const shown = await page.shown(text);
    const started = performance.timeOrigin + performance.now();
    const message = { chatbotId: benchChatbot, conversationId, message: 'Hello' };
    await host.command(commands.sendMessage, message);
    const [arrival] = (await host.run({ kind: 'arrivals' })) as number[];
    if (arrival === undefined) throw new Error('No answer arrived.');
    times.push((await shown()) - arrival);
    await pause(100);
    if (process.env['BENCH_DEBUG']) console.error(times.at(-1), { started, arrival, now: Date.now(), perf: performance.timeOrigin + performance.now() }, await page.frame.evaluate('({d: Date.now(), p: performance.timeOrigin+performance.now(), l: bench.frames.length, last: bench.frames.at(-1)})'));
    frames.push(...(await page.frames(started, started + 400)));
  }
  await host.closeEditors();
  return framesFigure(
    'First text: its arrival in the extension host → on the screen',
    { ms: median(times), frameMs: median(frames) },
    2,
  );
}
