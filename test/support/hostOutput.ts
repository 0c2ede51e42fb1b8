import { Writable } from 'node:stream';

/** VS Code prints much besides; this stands before every line that the tests print. */
const mark = '│ ';

/** Marks each line of a text printed by the tests in the extension host. */
export function marked(text: string): string {
  return text.replace(/^/gm, mark);
}

/** Takes the output of a whole VS Code and passes on what the tests have printed. */
export class HostOutput extends Writable {
  readonly #others: string[] = [];
  #rest = '';
  #printed = false;

  /** Whether the tests have printed anything. */
  get printed(): boolean {
    return this.#printed;
  }

  /** What VS Code itself has printed: of interest when it dies before its tests end. */
  get others(): string {
    return [...this.#others, this.#rest].join('\n');
  }

  override _write(piece: Buffer, _encoding: string, done: () => void): void {
    const lines = (this.#rest + piece.toString()).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith(mark)) {
        this.#printed = true;
        console.log(line.slice(mark.length));
      } else {
        this.#others.push(line);
      }
    }
    done();
  }
}
