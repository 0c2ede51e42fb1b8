import { median } from './interleave';

/** One row of the table. */
export interface Figure {
  readonly figure: string;
  readonly ours: string;
  readonly baseline: string;
  readonly ratio: string;
  readonly aim: string;
  readonly verdict: 'met' | 'missed' | '';
}

const columns = ['figure', 'ours', 'baseline', 'ratio', 'aim', 'verdict'] as const;
const headings: Record<(typeof columns)[number], string> = {
  figure: 'Figure',
  ours: 'Ours',
  baseline: 'Baseline',
  ratio: 'Ratio',
  aim: 'Aim',
  verdict: '',
};

/** Bytes, with a limit if there is an aim. */
export function sizeFigure(figure: string, bytes: number, limitKb?: number): Figure {
  const aim = limitKb === undefined ? '' : `< ${limitKb} kB`;
  const verdict = limitKb === undefined ? '' : verdictOf(bytes < limitKb * 1000);
  return { figure, ours: kilobytes(bytes), baseline: '', ratio: '', aim, verdict };
}

/** Two times from the same run; the aim is about their ratio. */
export function ratioFigure(
  figure: string,
  { ours, baseline }: { ours: number; baseline: number },
  limit?: { sign: '<' | '≤'; ratio: number },
): Figure {
  const ratio = ours / baseline;
  const met = limit && (limit.sign === '<' ? ratio < limit.ratio : ratio <= limit.ratio);
  return {
    figure,
    ours: milliseconds(ours),
    baseline: milliseconds(baseline),
    ratio: `${ratio.toFixed(2)} ×`,
    aim: limit ? `${limit.sign} ${limit.ratio} ×` : '',
    verdict: met === undefined ? '' : verdictOf(met),
  };
}

export function timeFigure(figure: string, ms: number): Figure {
  return { figure, ours: milliseconds(ms), baseline: '', ratio: '', aim: '', verdict: '' };
}

/** Of each round the longest frame: the best round counts, and their median is told. */
export function longestFrameFigure(
  figure: string,
  rounds: readonly number[],
  { limitMs, baseline = [] }: { limitMs: number; baseline?: readonly number[] },
): Figure {
  const best = Math.min(...rounds);
  return {
    ...timeFigure(`${figure} (median ${milliseconds(median(rounds))})`, best),
    baseline: baseline.length === 0 ? '' : milliseconds(Math.min(...baseline)),
    aim: `≤ ${limitMs} ms`,
    verdict: verdictOf(best <= limitMs),
  };
}

/** A time in animation frames of the page that it was taken in. */
export function framesFigure(
  figure: string,
  { ms, frameMs }: { ms: number; frameMs: number },
  limit: number,
): Figure {
  const frames = ms / frameMs;
  return {
    figure,
    ours: milliseconds(ms),
    baseline: milliseconds(frameMs),
    ratio: `${frames.toFixed(2)} frames`,
    aim: `≤ ${limit} frames`,
    verdict: verdictOf(frames <= limit),
  };
}

/** Two times from the same run; the aim is about ours alone. */
export function limitedTimesFigure(
  figure: string,
  times: { ours: number; baseline: number },
  limitMs: number,
): Figure {
  return {
    ...ratioFigure(figure, times),
    aim: `< ${limitMs} ms`,
    verdict: verdictOf(times.ours < limitMs),
  };
}

/** How much more memory ours takes, in bytes. */
export function moreMemoryFigure(
  figure: string,
  sizes: { ours: number; baseline: number },
  limitMb: number,
): Figure {
  const more = sizes.ours - sizes.baseline;
  return {
    ...memoryFigure(figure, sizes),
    ratio: `${more < 0 ? '−' : '+'}${kilobytes(Math.abs(more))}`,
    aim: `≤ +${limitMb} MB`,
    verdict: verdictOf(more <= limitMb * 1e6),
  };
}

export function memoryFigure(
  figure: string,
  { ours, baseline }: { ours: number; baseline: number },
): Figure {
  const ratio = `${(ours / baseline).toFixed(2)} ×`;
  return {
    ...{ figure, ours: kilobytes(ours), baseline: kilobytes(baseline), ratio },
    ...{ aim: '', verdict: '' },
  };
}

/** The table for a terminal. */
export function asText(figures: readonly Figure[]): string {
  const rows = [headings, ...figures];
  const widths = columns.map((column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) =>
    columns
      .map((column, index) => pad(row[column], widths[index] ?? 0, isNumeric(column)))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

/** The table for README. */
export function asMarkdown(figures: readonly Figure[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map((column) => headings[column])),
    line(columns.map((column) => (isNumeric(column) ? '--:' : '---'))),
    ...figures.map((figure) => line(columns.map((column) => figure[column]))),
  ].join('\n');
}

function isNumeric(column: (typeof columns)[number]): boolean {
  return column === 'ours' || column === 'baseline' || column === 'ratio';
}

function pad(text: string, width: number, right: boolean): string {
  return right ? text.padStart(width) : text.padEnd(width);
}

function verdictOf(met: boolean): Figure['verdict'] {
  return met ? 'met' : 'missed';
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function milliseconds(ms: number): string {
  return `${ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0)} ms`;
}
