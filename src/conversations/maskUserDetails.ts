import type { UserDetails } from '../api/client';

export const maskedName = '[user name]';
export const maskedEmail = '[user email]';

/** Whether there is anything to mask. */
export function hasUserDetails({ userName, userEmail }: UserDetails): boolean {
  return userName !== undefined || userEmail !== undefined;
}

/**
 * Masks the e-mail and the whole name regardless of case, and the parts of the name as words of
 * their own in their own case: a chatbot says "Hello Ada". Takes time by the text's length.
 */
export function userDetailsMask({ userName, userEmail }: UserDetails): (text: string) => string {
  const name = userName?.trim() ?? '';
  const email = userEmail?.trim() ?? '';
  const parts = partsOf(name);
  const masks: Mask[] = [
    ...(email === '' ? [] : [{ pattern: new RegExp(spellings(email), 'iu'), mask: maskedEmail }]),
    ...(name === '' ? [] : [{ pattern: wholeName(name), mask: maskedName }]),
    ...(parts.length === 0 ? [] : [{ pattern: words(parts, 'u'), mask: maskedName }]),
  ];
  return (text) => masked(text, masks);
}

interface Mask {
  pattern: RegExp;
  mask: string;
}

/** What is masked is not looked at again: a name may be in an e-mail, or be "name". */
function masked(text: string, [first, ...others]: Mask[]): string {
  if (first === undefined) return text;
  return text
    .split(first.pattern)
    .map((piece) => masked(piece, others))
    .join(first.mask);
}

/** Scripts that set no space between words: "Adaさん" is Ada and an honorific. */
const spacelessScripts = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Thai', 'Lao', 'Khmer'];
const spaceless = spacelessScripts.map((script) => `\\p{scx=${script}}`).join('');
const hasSpaceless = new RegExp(`[${spaceless}]`, 'u');
/** What goes on a word. "_" does not: Markdown puts it around words. */
const inWord = `(?![${spaceless}])[\\p{L}\\p{M}\\p{N}]`;

/** A name that could be a part of any word must be a word of its own. */
function wholeName(name: string): RegExp {
  return isTelling(name) ? new RegExp(spellings(name), 'iu') : words([name], 'iu');
}

/** What people are called by: "Anne-Marie" of "Anne-Marie O'Brien", but also "Anne". */
function partsOf(name: string): string[] {
  const parts = [...name.split(/\s+/), ...name.split(/[^\p{L}\p{M}\p{N}]+/u)].filter(isTelling);
  return [...new Set(parts)].sort((a, b) => b.length - a.length);
}

/** Of three letters, or of two where one says more. */
function isTelling(name: string): boolean {
  const letters = Array.from(name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]/gu, ''));
  return letters.length >= (hasSpaceless.test(name) ? 2 : 3);
}

function words(texts: string[], flags: string): RegExp {
  const alternatives = texts.map(spellings).join('|');
  return new RegExp(`(?<!${inWord})(?:${alternatives})(?!${inWord})`, flags);
}

/** The ways in which a text may be written: with accents as signs of their own, in an address. */
function spellings(text: string): string {
  const composed = text.normalize('NFC');
  const encoded = encodeURIComponent(composed.toWellFormed());
  const forms = new Set([text, composed, text.normalize('NFD'), encoded]);
  return [...forms].map(pattern).join('|');
}

/** Any white space stands for any, and a punctuation mark may have Markdown's backslash before it. */
function pattern(text: string): string {
  return text
    .split(/\s+/)
    .map((word) =>
      word.replace(/[!-/:-@[-`{-~’]/g, (mark) =>
        mark === "'" || mark === '’'
          ? String.raw`\\?['’]`
          : String.raw`\\?\x${mark.charCodeAt(0).toString(16)}`,
      ),
    )
    .join(String.raw`\s+`);
}
