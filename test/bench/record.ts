import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { commands, views } from '../../src/ids';
import { userdeskId as extension } from '../support/userdeskId';
import type { Profile, Settings } from '../vscode/profile';
import { BenchHost } from './benchHost';
import { benchChatbot, shownText } from './benchIds';
import type { Figure } from './figures';
import { limitedTimesFigure, longestFrameFigure, moreMemoryFigure, ratioFigure } from './figures';
import { inTurn, median } from './interleave';
import type { Memory, Stalls } from './jobs';
import type { LoopbackUserdesk } from './loopbackUserdesk';
import { PaintWatch } from './paintWatch';
import { firstHitTitle, newest, typedWords, writeRecord } from './recordFiles';
import { rows, RowWatch } from './rowWatch';
import type { TemporaryFolder } from './temporaryFolder';

const sizes = [10, 1_000, 100_000] as const;
/** Watching for stalls costs time and memory, so rounds are for the one or the other. */
const rounds = ['times', 'stalls', 'times', 'stalls', 'times', 'stalls', 'times', 'times'] as const;
type Round = (typeof rounds)[number];
const messagesEach = 3;

/** What one host took, in milliseconds and bytes, of all rounds. */
class Taken {
  readonly tree: number[] = [];
  readonly search: number[] = [];
  readonly opening: number[] = [];
  readonly append: number[] = [];
  /** Of our own code alone. */
  readonly stalls: number[] = [];
  readonly anyStalls: number[] = [];
  readonly memory: number[] = [];
}

/** The record at every size, each in a VS Code of its own, side by side. */
export async function measureRecord(
  temporary: TemporaryFolder,
  settings: Settings,
  userdesk: LoopbackUserdesk,
  say: (what: string) => void,
): Promise<Figure[]> {
  const measured: RecordHost[] = [];
  userdesk.sendAnswer = (response) => response.end(shownText);
  try {
    // All of them before the first VS Code is there to wait for us meanwhile.
    const records = sizes.map((size) => {
      say(`Record of ${size.toLocaleString('en')} conversations`);
      const record = join(temporary.path, `${size}.sqlite`);
      writeRecord(record, size, new URL(userdesk.baseUrl).origin);
      return { size, record, folder: join(temporary.path, String(size)) };
    });
    for (const each of records) {
      measured.push(await RecordHost.start(each, settings, userdesk));
      temporary.removeLast();
    }
    for (const [index, round] of rounds.entries()) {
      say(`Round ${index + 1} of ${rounds.length}`);
      for (const each of inTurn(measured, index)) await each.measure(round);
    }
    const [few, ...more] = measured;
    return few ? more.flatMap(({ size, taken }) => figures(size, taken, few.taken)) : [];
  } finally {
    for (const each of measured) await each.dispose();
  }
}

function figures(size: number, ours: Taken, few: Taken): Figure[] {
  const of = `${size.toLocaleString('en')} conversations`;
  const both = (what: 'tree' | 'search' | 'opening' | 'append' | 'memory' | 'anyStalls') => ({
    ours: median(ours[what]),
    baseline: median(few[what]),
  });
  const limit = { sign: '≤', ratio: 1.5 } as const;
  return [
    ratioFigure(`${of}, against 10: the tree opened for the first time`, both('tree'), limit),
    limitedTimesFigure(
      `${of}, against 10: a letter typed in the search → its rows`,
      both('search'),
      100,
    ),
    ratioFigure(`${of}, against 10: opening one`, both('opening'), limit),
    ratioFigure(`${of}, against 10: a message sent → recorded and at the server`, both('append'), {
      sign: '≤',
      ratio: 1.2,
    }),
    longestFrameFigure(`${of}, against 10: longest stall by the extension's code`, ours.stalls, {
      limitMs: 20,
      baseline: few.stalls,
    }),
    ratioFigure(`${of}, against 10: longest stall of the extension host`, both('anyStalls')),
    moreMemoryFigure(`${of}, against 10: memory of the extension host`, both('memory'), 10),
  ];
}

class RecordHost {
  readonly taken = new Taken();

  private constructor(
    readonly size: number,
    private readonly host: BenchHost,
    private readonly userdesk: LoopbackUserdesk,
    private readonly paint: PaintWatch,
    private readonly rowWatch: RowWatch,
  ) {}

  static async start(
    { size, record, folder }: { size: number; record: string; folder: string },
    settings: Settings,
    userdesk: LoopbackUserdesk,
  ): Promise<RecordHost> {
    const prepare = async (profile: Profile) => {
      const storage = profile.storageOf(extension);
      await mkdir(storage, { recursive: true });
      await rename(record, join(storage, 'history.sqlite'));
    };
    const host = await BenchHost.start(folder, settings, prepare);
    await host.storeApiKey();
    const watches = [await PaintWatch.on(host.page), await RowWatch.on(host.page)] as const;
    return new RecordHost(size, host, userdesk, ...watches);
  }

  /** All of it once, in an extension host that has just started. */
  async measure(round: Round): Promise<void> {
    const { host } = this;
    await host.restart();
    await host.run({ kind: 'activate', extension });
    if (round === 'times') await this.measureTimes();
    else await this.measureStalls();
    // After the next start the tree would be there at once; VS Code is slow to note that it is not.
    await host.command('workbench.view.explorer');
  }

  private async measureTimes(): Promise<void> {
    const before = await this.memory();
    await this.useAll(this.taken);
    this.taken.memory.push((await this.memory()) - before);
  }

  private async measureStalls(): Promise<void> {
    const { host, taken } = this;
    await host.run({ kind: 'watchStalls' });
    await this.useAll(new Taken());
    const { any, ours } = (await host.run({ kind: 'stalls', extension })) as Stalls;
    taken.stalls.push(ours);
    taken.anyStalls.push(any);
  }

  private async useAll(taken: Taken): Promise<void> {
    await this.openTree(taken);
    for (const word of Object.values(typedWords)) await this.searchAndOpen(word, taken);
    for (let count = 0; count < messagesEach; count++) await this.send(taken);
  }

  async dispose(): Promise<void> {
    await this.host.dispose();
  }

  private async openTree(taken: Taken): Promise<void> {
    const shown = await this.rowWatch.shown(rows.sideBar, newest.title);
    const command = `${views.conversations}.focus`;
    const start = (await this.host.run({ kind: 'timedCommand', command, args: [] })) as number;
    taken.tree.push((await shown()) - start);
  }

  private async searchAndOpen(word: string, taken: Taken): Promise<void> {
    const { host, rowWatch } = this;
    const { keyboard } = host.page;
    const done = host.command(commands.openConversation);
    await host.quickInput.waitForPrompt({ placeholder: 'Conversation' });
    const [first = '', ...further] = word;
    await keyboard.press(first);
    let letters = first;
    for (const letter of further) {
      letters += letter;
      const shown = await rowWatch.shown(rows.topOfQuickPick, firstHitTitle(letters));
      await keyboard.press(letter);
      const at = await shown();
      taken.search.push(at - (await rowWatch.pressedAt()));
    }
    const [painted] = await Promise.all([this.paint.nextPaint(), host.quickInput.accept()]);
    taken.opening.push(painted);
    await done;
    await host.closeEditors();
  }

  private async send(taken: Taken): Promise<void> {
    const request = { chatbotId: benchChatbot, conversationId: newest.id, message: 'Hello' };
    const args = [request];
    const job = { kind: 'timedCommand', command: commands.sendMessage, args } as const;
    const start = (await this.host.run(job)) as number;
    taken.append.push(this.userdesk.messageAt - start);
  }

  private async memory(): Promise<number> {
    return ((await this.host.run({ kind: 'memory' })) as Memory).resident;
  }
}
