import { Session, type Profiler } from 'node:inspector/promises';
import type { Stalls } from '../jobs';

const timerMs = 1;
const sampleUs = 500;

/** In microseconds of the monotonic clock, which the profiler has too. */
interface Turn {
  readonly start: number;
  readonly end: number;
}

/** How long the event loop of this process stood still, and through whose code. */
export class StallWatch {
  private readonly session = new Session();
  private timer: NodeJS.Timeout | undefined;
  private turns: Turn[] = [];

  async start(): Promise<void> {
    this.session.connect();
    await this.session.post('Profiler.enable');
    await this.session.post('Profiler.setSamplingInterval', { interval: sampleUs });
    await this.session.post('Profiler.start');
    this.turns = [];
    let start = now();
    // In each turn of the loop a timer is called once at most.
    this.timer = setInterval(() => {
      const end = now();
      this.turns.push({ start, end });
      start = end;
    }, timerMs);
  }

  /** @param folder whose code is ours */
  async stop(folder: string): Promise<Stalls> {
    clearInterval(this.timer);
    const { profile } = await this.session.post('Profiler.stop');
    this.session.disconnect();
    const longest = Math.max(0, ...this.turns.map(({ start, end }) => end - start));
    return {
      any: Math.max(0, longest / 1_000 - timerMs),
      ours: longestOf(profile, this.turns, (url) => url.includes(folder)),
    };
  }
}

function now(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}

/** Of every turn of the loop, the time in code of some files; of these the longest, in ms. */
function longestOf(
  { nodes, startTime, samples = [], timeDeltas = [] }: Profiler.Profile,
  turns: readonly Turn[],
  isOurs: (url: string) => boolean,
): number {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((of) => [of, id])));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isIn = (id: number | undefined): boolean => {
    const node = id === undefined ? undefined : byId.get(id);
    return node !== undefined && (isOurs(node.callFrame.url) || isIn(parents.get(node.id)));
  };
  const ours = new Set(nodes.map(({ id }) => id).filter(isIn));
  const remaining = turns[Symbol.iterator]();
  let turn = remaining.next().value;
  let at = startTime;
  let [longest, spent] = [0, 0];
  for (const [index, id] of samples.entries()) {
    at += timeDeltas[index] ?? 0;
    while (turn && turn.end < at) {
      turn = remaining.next().value;
      spent = 0;
    }
    if (ours.has(id)) spent += timeDeltas[index + 1] ?? 0;
    longest = Math.max(longest, spent);
  }
  return longest / 1_000;
}
