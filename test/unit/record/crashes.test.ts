import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { sandboxOrigin } from '../../../src/chatbots/chatbot';
import { conversation } from '../conversations/recordUnderTest';
import { useRecord, type WindowUnderTest } from './recordUnderTest';
import type { Told } from './talkingProcess';

const kills = 200;
/** Several at once, each a window of its own on the one record. */
const lanes = 8;
/** After at most so many things were told, and so many milliseconds more. */
const mostTold = 9;
const mostMs = 15;

describe('What somebody has been told', function () {
  this.timeout(10 * 60_000);
  const record = useRecord();

  it(`is in the record, whenever the process that told it was killed (${kills} times)`, async () => {
    const bundle = join(record.folder(), 'talkingProcess.cjs');
    await bundleOf(bundle);
    const all: Told[] = [];
    let inTheMiddle = 0;
    const lane = async () => {
      for (let run = 0; run < kills / lanes; run++) {
        const told = await killedAtRandom(bundle);
        all.push(...told);
        const window = record.open();
        inTheMiddle += await assertKept(window, told);
        await window.client.close();
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    // To the end of it, nothing that came earlier is missing either.
    const window = record.open();
    await assertKept(window, all);
    assert.equal(window.troubles.length, 0);
    assert.ok(all.length > 2 * kills, `${all.length} things were told`);
    assert.ok(inTheMiddle > 0, 'no answer was under way at any of the ends');
  });

  async function killedAtRandom(bundle: string): Promise<Told[]> {
    const child = spawn(process.execPath, [bundle, record.worker(), record.path()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    const told: Told[] = [];
    const wanted = 1 + Math.floor(Math.random() * mostTold);
    const enough = new Promise<void>((resolve, reject) => {
      lines.on('line', (line) => {
        told.push(JSON.parse(line) as Told);
        if (told.length === wanted) resolve();
      });
      child.once('exit', (code) => {
        reject(new Error(`it ended by itself with ${code}`));
      });
    });
    await enough;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * mostMs));
    await kill(child, lines);
    return told;
  }

  /** @returns how many answers were under way when it ended. */
  async function assertKept(window: WindowUnderTest, told: Told[]): Promise<number> {
    let underWay = 0;
    for (const each of told) {
      const of = conversation(each.id, { chatbot: { origin: sandboxOrigin, id: '' } });
      const line = JSON.stringify(each);
      if (each.type === 'created') {
        const found = await window.conversations.find(each.id);
        assert.equal(found?.greeting, each.greeting, line);
        continue;
      }
      const { turns } = await window.transcripts.read(of);
      const turn = turns.find(({ message }) => message === each.message);
      assert.ok(turn, line);
      if (each.type === 'answered') {
        assert.deepEqual([turn.state, turn.answer], ['done', each.answer], line);
      } else if (turn.underWay !== undefined) {
        assert.equal(turn.underWay, 'brokenOff', line);
        underWay++;
      }
    }
    return underWay;
  }
});

/** In one file, it starts in a moment. */
async function bundleOf(outfile: string): Promise<void> {
  await build({
    entryPoints: [join(__dirname, 'talkingProcess.ts')],
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    outfile,
    logLevel: 'error',
  });
}

async function kill(child: ChildProcess, lines: ReturnType<typeof createInterface>): Promise<void> {
  const ended = Promise.all([once(lines, 'close'), once(child, 'exit')]);
  child.kill('SIGKILL');
  await ended;
}
