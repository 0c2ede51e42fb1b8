import { commands } from '../../src/ids';
import type { BenchHost } from './benchHost';
import { benchChatbot, benchCommands } from './benchIds';
import { openNewConversation } from './chatPanel';
import { longAnswer, marks } from './chatTexts';
import { longestFrameFigure, memoryFigure, ratioFigure } from './figures';
import type { Figure } from './figures';
import { median } from './interleave';
import type { Memory } from './jobs';
import type { LoopbackUserdesk } from './loopbackUserdesk';
import { PageWatch } from './pageWatch';
import { inPieces } from './pieces';

const rounds = 3;
const pieceBytes = 3;

interface Streamed {
  readonly firstTenth: number;
  readonly lastTenth: number;
  readonly total: number;
  readonly longestFrame: number;
  readonly held: number;
}

/** An answer of 1 MB as fast as it can come, against a page that merely appends it. */
export async function measureStreaming(
  host: BenchHost,
  userdesk: LoopbackUserdesk,
): Promise<Figure[]> {
  const answer = longAnswer(1_000_000);
  userdesk.sendAnswer = inPieces(answer, pieceBytes);
  const ours: Streamed[] = [];
  const bare: Pick<Streamed, 'total' | 'longestFrame'>[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await streamToPanel(host));
    bare.push(await streamToBarePage(host, userdesk.baseUrl));
  }
  const of = (name: keyof Streamed) => median(ours.map((each) => each[name]));
  const what = 'Answer of 1 MB in pieces of 3 bytes';
  return [
    ratioFigure(
      `${what}: its last tenth, against its first`,
      { ours: of('lastTenth'), baseline: of('firstTenth') },
      { sign: '≤', ratio: 1.5 },
    ),
    longestFrameFigure(
      `${what}: longest frame, against that page`,
      ours.map(({ longestFrame }) => longestFrame),
      { limitMs: 50, baseline: bare.map(({ longestFrame }) => longestFrame) },
    ),
    memoryFigure(`${what}: kept by the extension host, against its size`, {
      ours: of('held'),
      baseline: answer.length,
    }),
    ratioFigure(`${what}: arrival → whole answer painted, against a page that appends it`, {
      ours: of('total'),
      baseline: median(bare.map(({ total }) => total)),
    }),
  ];
}

async function streamToPanel(host: BenchHost): Promise<Streamed> {
  const { page, conversationId } = await openNewConversation(host);
  const before = (await host.run({ kind: 'memory' })) as Memory;
  const seen = await page.seen(marks.start, marks.firstTenth, marks.lastTenth, marks.end);
  const message = { chatbotId: benchChatbot, conversationId, message: 'Hello' };
  await host.command(commands.sendMessage, message);
  const [start = 0, firstTenth = 0, lastTenth = 0, end = 0] = await seen();
  const arrival = await arrivalOf(host);
  const after = (await host.run({ kind: 'memory' })) as Memory;
  const frames = await page.frames(start, end);
  await host.closeEditors();
  return {
    firstTenth: firstTenth - start,
    lastTenth: end - lastTenth,
    total: end - arrival,
    longestFrame: Math.max(...frames),
    held: after.held - before.held,
  };
}

async function streamToBarePage(
  host: BenchHost,
  baseUrl: string,
): Promise<Pick<Streamed, 'total' | 'longestFrame'>> {
  await host.command(benchCommands.openBarePage);
  const page = await PageWatch.panel(host.page);
  const seen = await page.seen(marks.end);
  await host.command(benchCommands.streamToBarePage, baseUrl);
  const [end = 0] = await seen();
  const arrival = await arrivalOf(host);
  const frames = await page.frames(arrival, end);
  await host.closeEditors();
  return { total: end - arrival, longestFrame: Math.max(...frames) };
}

async function arrivalOf(host: BenchHost): Promise<number> {
  const arrivals = (await host.run({ kind: 'arrivals' })) as number[];
  const arrival = arrivals.at(-1);
  if (arrival === undefined) throw new Error('No answer arrived.');
  return arrival;
}
