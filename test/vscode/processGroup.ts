import { execFile, spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

const graceMs = 5_000;

/** A program together with everything that it starts; ended as a whole. */
export class ProcessGroup {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #killAtExit = () => this.#signal('SIGKILL');
  #output = '';

  constructor(command: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    // A group of its own on POSIX, so that one signal reaches the extension hosts as well.
    const detached = process.platform !== 'win32';
    this.#child = spawn(command, args, { env, detached, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.on('data', (piece: Buffer) => (this.#output += piece.toString()));
    }
    process.on('exit', this.#killAtExit);
  }

  /** Resolves with the first match of the pattern in what the program prints. */
  printed(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(this.#output);
        if (match) resolve(match);
      };
      this.#child.stdout.on('data', look);
      this.#child.once('error', reject);
      this.#child.once('close', (code) => {
        reject(new Error(`The program ended with code ${String(code)}:\n${this.#output}`));
      });
      look();
    });
  }

  /** Ends those of the group whose command line is like that, at once. POSIX only. */
  async kill(pattern: RegExp): Promise<number> {
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,pgid=,args=']);
    const pids = stdout.split('\n').flatMap((line) => {
      const [, pid, group, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return Number(group) === this.#child.pid && pattern.test(args) ? [Number(pid)] : [];
    });
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    return pids.length;
  }

  /** Asks the group to end, and ends what has not gone after a while. */
  async stop(): Promise<void> {
    process.off('exit', this.#killAtExit);
    this.#signal('SIGTERM');
    if (!(await this.#gone(graceMs))) {
      this.#signal('SIGKILL');
      await this.#gone(graceMs);
    }
  }

  async #gone(withinMs: number): Promise<boolean> {
    const end = Date.now() + withinMs;
    while (this.#signal(0)) {
      if (Date.now() > end) return false;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return true;
  }

  /** Whether there was anything left to send the signal to. */
  #signal(signal: NodeJS.Signals | 0): boolean {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined) return false;
    if (process.platform === 'win32') {
      return exitCode === null && signalCode === null && this.#child.kill(signal);
    }
    try {
      return process.kill(-pid, signal);
    } catch {
      return false;
    }
  }
}

/** Lets Ctrl-C and the like run the `exit` handlers, which end what was started. */
export function exitOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(1));
  }
}
