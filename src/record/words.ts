/** A word as it is looked for, and where it stands in the text. */
export interface Word {
  term: string;
  start: number;
  end: number;
}

/**
 * Letters, numbers and the marks on them; and symbols, each a word of its own ("C#", "$5", "🎉").
 * Signs that texts are merely written or marked up with are none.
 */
const wordPattern = /[\p{L}\p{N}\p{M}]+|[#$%+<=>]|(?![\0-\x7f])\p{S}/gu;
const symbol = /^[#$%+<=>\p{S}]$/u;
/** Scripts that put no spaces between words, and Hangul, whose words have endings attached. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
/** Longer ones are data, of which the beginning is enough to find them. */
const longestWord = 64;

/**
 * The words of a text, without case and accents. Text of scripts without spaces is cut into pairs
 * of characters that overlap, and the last character alone: two characters are found wherever
 * they stand, and one as the beginning of a pair.
 */
export function* wordsIn(text: string): Generator<Word> {
  for (const { 0: word, index } of text.matchAll(wordPattern)) {
    if (symbol.test(word)) yield { term: symbolTerm(word), start: index, end: index + word.length };
    else if (unspaced.test(word)) yield* unspacedWords(word, index);
    else {
      const term = fold(word);
      if (term !== '') yield { term, start: index, end: index + word.length };
    }
  }
}

/** The words for the index, with a space between them. */
export function indexable(text: string): string {
  // eslint-disable-next-line no-control-regex -- most text is of these, and quicker so
  if (/^[\x00-\x7f]*$/.test(text)) return plainWords(text);
  return Array.from(wordsIn(text), ({ term }) => term).join(' ');
}

function plainWords(text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9]+|[#$%+<=>]/g) ?? [];
  return words
    .map((word) => (symbol.test(word) ? symbolTerm(word) : word.slice(0, longestWord)))
    .join(' ');
}

/** The index cuts texts at every ASCII symbol, but has no letters of private use. */
function symbolTerm(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x80 ? String.fromCharCode(0xe000 + code) : character;
}

function* unspacedWords(word: string, offset: number): Generator<Word> {
  let run: Word[] = [];
  let spaced: Word | undefined;
  let at = offset;
  for (const character of word) {
    const start = at;
    at += character.length;
    if (/^\p{M}$/u.test(character)) {
      // A mark belongs to what stands before it.
      const before = spaced ?? run.at(-1);
      if (before) before.end = at;
    } else if (unspaced.test(character)) {
      if (spaced) yield folded(spaced);
      spaced = undefined;
      run.push({ term: fold(character), start, end: at });
    } else {
      yield* pairs(run);
      run = [];
      spaced ??= { term: '', start, end: at };
      spaced.term += character;
      spaced.end = at;
    }
  }
  if (spaced) yield folded(spaced);
  yield* pairs(run);
}

function folded(word: Word): Word {
  return { ...word, term: fold(word.term) };
}

function* pairs(run: Word[]): Generator<Word> {
  for (const [index, one] of run.entries()) {
    const next = run[index + 1];
    yield next ? { term: one.term + next.term, start: one.start, end: next.end } : one;
  }
}

function fold(word: string): string {
  return word
    .slice(0, longestWord)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
