import { Session, type Profiler } from 'node:inspector/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Stalls } from '../jobs';

const timerMs = 1;
const sampleUs = 1_000;

/** How long the event loop of this process stood still, and through whose code. */
export class StallWatch {
  private readonly delay = monitorEventLoopDelay({ resolution: timerMs });
  private readonly session = new Session();

  async start(): Promise<void> {
    this.session.connect();
    await this.session.post('Profiler.enable');
    await this.session.post('Profiler.setSamplingInterval', { interval: sampleUs });
    await this.session.post('Profiler.start');
    this.delay.enable();
  }

  /** @param folder whose code is ours */
  async stop(folder: string): Promise<Stalls> {
    this.delay.disable();
    const { profile } = await this.session.post('Profiler.stop');
    this.session.disconnect();
    return {
      any: Math.max(0, this.delay.max / 1e6 - timerMs),
      ours: longestOf(profile, (url) => url.includes(folder)),
    };
  }
}

/** Of every stretch without a pause, the time in code of some files; of these the longest, in ms. */
function longestOf(profile: Profiler.Profile, isOurs: (url: string) => boolean): number {
  const { nodes, samples = [], timeDeltas = [] } = profile;
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((of) => [of, id])));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isIn = (id: number | undefined): boolean => {
    const node = id === undefined ? undefined : byId.get(id);
    return node !== undefined && (isOurs(node.callFrame.url) || isIn(parents.get(node.id)));
  };
  const ours = new Map(nodes.map(({ id }) => [id, isIn(id)]));
  let [longest, stretch] = [0, 0];
  for (const [index, id] of samples.entries()) {
    if (byId.get(id)?.callFrame.functionName === '(idle)') stretch = 0;
    else if (ours.get(id) === true) stretch += timeDeltas[index + 1] ?? 0;
    longest = Math.max(longest, stretch);
  }
  return longest / 1_000;
}
