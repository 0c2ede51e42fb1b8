// A process of its own that writes into a record:
//   writerProcess.ts <worker> <record> answer <ID>       a message and an answer without an end
//   writerProcess.ts <worker> <record> add <name> <n>    conversations, when it is told to go
//   writerProcess.ts <worker> <record> without           one conversation, and what became of it
//   writerProcess.ts <worker> <record> everything <name> all kinds of things, for ever
// It prints each thing that was said to be kept.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { rethrow } from '../../support/rethrow';
import { refOf } from '../../../src/conversations/conversation';
import { RecordClient } from '../../../src/conversations/recordClient';
import { RecordedTranscripts } from '../../../src/conversations/recordedTranscripts';
import type { Begun, Continued } from '../../../src/record/protocol';
import { conversation } from '../conversations/recordUnderTest';

if (require.main === module) void main(process.argv.slice(2));

async function main([worker = '', path = '', task = '', name = '', count = '']: string[]) {
  const client = new RecordClient(worker, { path, maxAgeDays: 0 }, rethrow);
  const transcripts = new RecordedTranscripts(client);
  const one = conversation(name);
  if (task === 'answer') {
    await transcripts.append(one, { type: 'sent', turn: 'a', message: 'Hello', at: 1 });
    for (let number = 0; ; number++) {
      await transcripts.append(one, { type: 'text', turn: 'a', text: `piece${number} ` });
      console.log(`text ${number}`);
    }
  }
  if (task === 'add') {
    process.send?.('ready');
    await once(process, 'message');
    for (let number = 0; number < Number(count); number++) {
      const added = conversation(`${name}-${number}`, { greeting: name.repeat(2000) });
      const { kept } = await client.ask({ type: 'add', conversation: added });
      if (!kept) throw new Error('not kept');
    }
    await client.close();
    process.disconnect();
  }
  if (task === 'without') {
    const kinds: string[] = [];
    client.listen((event) => event.type === 'trouble' && kinds.push(event.trouble.kind));
    const added = conversation('1');
    console.log(String((await client.ask({ type: 'add', conversation: added })).kept));
    const rows = { start: -Infinity, end: Infinity, limit: 9 };
    const listed = await client.ask({ type: 'rows', ...rows });
    console.log(JSON.stringify(listed.map(({ id }) => id)));
    console.log(kinds.join());
  }
  for (let number = 0; task === 'everything'; number++) {
    const added = conversation(`${name}-${number}`, { createdAt: Date.now() });
    const say = (what: string, outcome: Begun | Continued) => {
      if (typeof outcome === 'object' && outcome.kept) console.log(`${what} ${added.id}`);
    };
    say('added', await client.ask({ type: 'add', conversation: added }));
    const ref = refOf(added);
    say('draft', await client.ask({ type: 'draft', ref, draft: `draft of ${added.id}` }));
    const sent = { type: 'sent', turn: 'a', message: 'Hello', at: Date.now() } as const;
    say('sent', await transcripts.append(added, sent));
    for (const text of ['one ', 'two ', 'three']) {
      say(text.trim(), await transcripts.append(added, { type: 'text', turn: 'a', text }));
    }
    say('ended', await transcripts.append(added, { type: 'ended', turn: 'a', state: 'done' }));
  }
}

export interface Writer {
  readonly child: ChildProcess;
  /** What it has said so far. */
  readonly lines: string[];
  line(isIt: (line: string) => boolean): Promise<void>;
  /** As the power, or a process manager, ends it. */
  kill(): Promise<void>;
}

export function spawnWriter(args: string[], env: NodeJS.ProcessEnv = {}): Writer {
  const child = fork(__filename, args, {
    execArgv: ['--require', require.resolve('tsx')],
    silent: true,
    env: { ...process.env, ...env },
  });
  child.stderr?.pipe(process.stderr);
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout! });
  reader.on('line', (line) => lines.push(line));
  // A process that has ended is there until its parent has heard of it.
  const ended = Promise.all([once(reader, 'close'), once(child, 'exit')]);
  return {
    child,
    lines,
    line: async (isIt) => {
      while (!lines.some(isIt)) await once(reader, 'line');
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
