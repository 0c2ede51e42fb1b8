import { addExtensions } from '../../bench/bundles';
import { HostJobs } from '../../bench/hostJobs';
import type { ApiOutcome, Memory, Resources } from '../../bench/jobs';
import { userdeskId as extension } from '../../support/userdeskId';

/** Another extension in the same host: it uses the API and the commands that ours offers. */
export class OtherExtension {
  private constructor(private readonly jobs: HostJobs) {}

  static async start(): Promise<OtherExtension> {
    return new OtherExtension(await HostJobs.listen());
  }

  /** Installs it, as a Workbench asks for. */
  readonly install = (extensionsFolder: string): Promise<void> =>
    addExtensions(extensionsFolder, this.jobs.url, ['stopwatch']);

  async api(name: 'createConversation' | 'sendMessage', request: object): Promise<ApiOutcome> {
    return (await this.jobs.run({ kind: 'api', extension, name, request })) as ApiOutcome;
  }

  /** The same for many, so many of them under way together. */
  async apiAtOnce(
    name: 'createConversation' | 'sendMessage',
    requests: readonly object[],
    atOnce: number,
  ): Promise<ApiOutcome[]> {
    const job = { kind: 'apiAtOnce', extension, name, requests, atOnce } as const;
    return (await this.jobs.run(job, 4)) as ApiOutcome[];
  }

  /** @returns what the command does */
  async command(command: string, ...args: readonly object[]): Promise<unknown> {
    return this.jobs.run({ kind: 'command', command, args });
  }

  async resources(): Promise<Resources> {
    return (await this.jobs.run({ kind: 'resources' })) as Resources;
  }

  /** What JavaScript holds once the garbage is gone. */
  async heldBytes(): Promise<number> {
    return ((await this.jobs.run({ kind: 'memory' })) as Memory).held;
  }

  /** Runs what ends this extension host, and returns when it is in the next. */
  async followed(endThisHost: () => Promise<unknown>): Promise<void> {
    await this.jobs.waitForNextHost(endThisHost);
  }

  async stop(): Promise<void> {
    await this.jobs.stop();
  }
}

/** The ID of a conversation that was created or sent to. */
export function idIn(outcome: ApiOutcome): string {
  if (!('value' in outcome)) throw new Error(outcome.whole);
  return (outcome.value as { conversationId: string }).conversationId;
}
