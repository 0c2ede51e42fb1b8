import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Conversation } from '../../../src/conversations/conversation';
import { RecordClient } from '../../../src/conversations/recordClient';
import { RecordedConversations } from '../../../src/conversations/recordedConversations';
import { RecordedTranscripts } from '../../../src/conversations/recordedTranscripts';
import type { RecordEvent, RecordOptions, RecordTrouble } from '../../../src/record/protocol';
import { useTemporaryFolder } from '../../support/temporaryFolder';

/** The worker as it is shipped, built once for the tests of a file. */
export function useWorkerBundle(): () => string {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'userdesk-worker-'));
    await build({
      entryPoints: [join(__dirname, '../../../src/record/recordWorker.ts')],
      bundle: true,
      platform: 'node',
      target: 'node22',
      format: 'cjs',
      outfile: join(folder, 'recordWorker.js'),
    });
  });
  after(() => rm(folder, { recursive: true, force: true }));
  return () => join(folder, 'recordWorker.js');
}

/** One window's record, with all that it says. */
export class WindowUnderTest {
  readonly client: RecordClient;
  readonly conversations: RecordedConversations;
  readonly transcripts: RecordedTranscripts;
  readonly events: RecordEvent[] = [];
  /** What listeners threw. */
  readonly failures: unknown[] = [];

  constructor(workerPath: string, options: Partial<RecordOptions>) {
    this.client = new RecordClient(workerPath, { maxAgeDays: 0, ...options }, (error) =>
      this.failures.push(error),
    );
    this.conversations = new RecordedConversations(this.client, () => () => undefined);
    this.transcripts = new RecordedTranscripts(this.client);
    this.client.listen((event) => this.events.push(event));
  }

  get troubles(): RecordTrouble[] {
    return this.events.flatMap((event) => (event.type === 'trouble' ? [event.trouble] : []));
  }

  async ids(): Promise<string[]> {
    return (await this.conversations.newest(10_000)).map(({ id }) => id);
  }

  /** A message and its whole answer. */
  async talk(
    conversation: Conversation,
    turn: string,
    message: string,
    answer = '',
  ): Promise<void> {
    await this.transcripts.append(conversation, { type: 'sent', turn, message, at: Date.now() });
    if (answer !== '') {
      await this.transcripts.append(conversation, { type: 'text', turn, text: answer });
    }
    await this.transcripts.append(conversation, { type: 'ended', turn, state: 'done' });
  }
}

/** A record on a disk of its own for each test; windows are closed at its end. */
export function useRecord() {
  const worker = useWorkerBundle();
  const folder = useTemporaryFolder();
  const windows: WindowUnderTest[] = [];
  afterEach(async () => {
    await Promise.all(windows.splice(0).map(({ client }) => client.close()));
  });
  const path = () => join(folder(), 'record', 'history.sqlite');
  return {
    worker,
    folder,
    path,
    open: (options: Partial<RecordOptions> = {}): WindowUnderTest => {
      const window = new WindowUnderTest(worker(), { path: path(), ...options });
      windows.push(window);
      return window;
    },
  };
}
