import { fitForLine } from '../support/personsLine';
import { wordsIn, type Word } from './words';

/** Shorter ones would find everything. */
const fewestCharacters = 2;
const around = 40;
/** What is longer was hardly typed: its beginning is looked for. */
const mostCharacters = 500;
/** As the tables of the index are made. */
const longestBeginning = 3;

export interface SearchQuery {
  /** As it was typed, without the space around it. */
  literal: string;
  /** In words of FTS5: all of the words, of the last its beginning. */
  match: string;
  /**
   * The same with no more of the last word than the index of beginnings has, which finds more, and
   * the newest of it at once; not there where it would be the same.
   */
  broadMatch: string | undefined;
  /** Whether a text has a word that begins like the last one. */
  hasLast: (text: string) => boolean;
  /** Where in a text one of the words stands. */
  wordsOf: (text: string) => Iterable<Span>;
  /** Where in a text all of it stands literally. */
  literallyIn: (text: string) => Iterable<Span>;
}

type Span = Pick<Word, 'start' | 'end'>;

/** @returns `undefined` for what is too little to look for. */
export function parseQuery(text: string): SearchQuery | undefined {
  const trimmed = text.trim();
  const literal = trimmed.slice(0, wholeCharacters(trimmed, mostCharacters));
  const words = [...wordsIn(literal)];
  // Of a pair of characters found, the last of them alone says nothing more.
  const terms = words
    .filter(({ end }, index) => end > (words[index - 1]?.end ?? 0))
    .map(({ term }) => term);
  const last = terms.pop();
  if (last === undefined || terms.join('').length + last.length < fewestCharacters) {
    return undefined;
  }
  // Words are letters and digits alone: there is nothing in them to quote.
  const matchOf = (beginning: string) =>
    [...terms.map((term) => `"${term}"`), `"${beginning}" *`].join(' AND ');
  const isLast = ({ term }: Word) => term.startsWith(last);
  const short = Array.from(last).slice(0, longestBeginning).join('');
  const whole = new Set(terms);
  return {
    literal,
    match: matchOf(last),
    broadMatch: short === last ? undefined : matchOf(short),
    hasLast: (searched) => {
      for (const word of wordsIn(searched)) if (isLast(word)) return true;
      return false;
    },
    wordsOf: function* (searched) {
      for (const word of wordsIn(searched)) {
        if (whole.has(word.term) || isLast(word)) yield word;
      }
    },
    literallyIn: (searched) => occurrences(searched, literal),
  };
}

function* occurrences(text: string, literal: string): Generator<Span> {
  const lower = text.toLowerCase();
  // There are letters that are two in lower case: places would be wrong then.
  const [where, what] =
    lower.length === text.length ? [lower, literal.toLowerCase()] : [text, literal];
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + what.length)) {
    yield { start: at, end: at + what.length };
  }
}

export interface Excerpt {
  text: string;
  matches: [number, number][];
}

/** A line around the first match in a text, or `undefined` where nothing matches. */
export function excerpt(text: string, found: Iterable<Span>): Excerpt | undefined {
  let first: Span | undefined;
  let end = 0;
  const matches: [number, number][] = [];
  for (const span of found) {
    if (!first) {
      first = span;
      end = wholeCharacters(text, span.end + 2 * around);
    }
    if (span.end > end) break;
    const before = matches.at(-1);
    // Pairs of characters overlap.
    if (before && span.start <= before[1]) before[1] = span.end;
    else matches.push([span.start, span.end]);
  }
  if (!first) return undefined;
  const start = wholeCharacters(text, Math.max(0, first.start - around));
  const lead = start > 0 ? '…' : '';
  const shift = lead.length - start;
  // As many characters as before, so that the places stay right.
  const line = fitForLine(text.slice(start, end));
  return {
    text: lead + line + (end < text.length ? '…' : ''),
    matches: matches.map(([from, to]) => [from + shift, to + shift]),
  };
}

/** Where to cut without cutting a character in two. */
function wholeCharacters(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : Math.min(at, text.length);
}
