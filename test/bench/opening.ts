import { commands } from '../../src/ids';
import type { BenchHost } from './benchHost';
import { longestFrameFigure, ratioFigure, timeFigure } from './figures';
import type { Figure } from './figures';
import { interleave, median } from './interleave';
import { PageWatch } from './pageWatch';
import type { PaintWatch } from './paintWatch';
import { recorded } from './recordedConversations';

const rounds = 9;

/** From picking a conversation to the end of it on the screen, and until all of it is there. */
export async function measureOpening(host: BenchHost, watch: PaintWatch): Promise<Figure[]> {
  const complete: number[] = [];
  const longestFrames: number[] = [];
  const open = async ({ greeting, messages }: { greeting: string; messages: number }) => {
    const done = host.command(commands.openConversation);
    await host.quickInput.waitForPrompt({ placeholder: 'Conversation' });
    await host.quickInput.type(greeting);
    const rows = host.page.locator('.quick-input-list .monaco-list-row');
    await rows.getByText(greeting).first().waitFor();
    const [painted] = await Promise.all([watch.nextPaint(), host.quickInput.accept()]);
    await done;
    if (messages === recorded.long.messages) {
      const page = await PageWatch.panel(host.page);
      const end = await page.complete(messages);
      const start = watch.submittedAt + painted;
      complete.push(end - watch.submittedAt);
      longestFrames.push(Math.max(...(await page.frames(start, end))));
    }
    await host.closeEditors();
    return painted;
  };
  // The first time code is loaded.
  await open(recorded.short);
  const times = await interleave(rounds, {
    ours: () => open(recorded.long),
    baseline: () => open(recorded.short),
  });
  return [
    ratioFigure('Opening 5,000 messages: the last screenful painted, against 10', times, {
      sign: '≤',
      ratio: 2,
    }),
    timeFigure('Opening 5,000 messages: all of them in the page', median(complete)),
    longestFrameFigure(
      'Opening 5,000 messages: longest frame while the rest fills in',
      longestFrames,
      { limitMs: 50 },
    ),
  ];
}
