import { redactedKey, tellingKeys } from './redact';

/**
 * Takes an API key out of text that comes in pieces: what comes out is the text with every
 * occurrence of the key as it is replaced by "[API key]", wherever the text was cut. Holds back
 * no more than an end that could be the beginning of the key. Linear in the length of the text.
 */
export class KeyFilter {
  /** The text taken so far ends with as many characters of the key; those are held back. */
  #held = 0;
  /** For each beginning of the key: how much of the key its end is a beginning of. */
  readonly #fallbacks = [0];
  readonly #key: string;

  constructor(key: string) {
    this.#key = tellingKeys([key])[0] ?? '';
    for (let end = 1; end < this.#key.length; end++) {
      this.#fallbacks[end] = this.#longerBy(this.#key[end], this.#fallbacks[end - 1] ?? 0);
    }
  }

  /** What can be handed out now; perhaps nothing. */
  push(piece: string): string {
    if (this.#key === '') return piece;
    const text = this.flush() + piece;
    let out = '';
    let start = 0;
    let held = text.length - piece.length;
    for (let index = held; index < text.length; index++) {
      held = this.#longerBy(text[index], held);
      if (held < this.#key.length) continue;
      out += text.slice(start, index + 1 - held) + redactedKey;
      start = index + 1;
      held = 0;
    }
    this.#held = held;
    return out + text.slice(start, text.length - held);
  }

  /** What was held back, once it is clear that no more follows. */
  flush(): string {
    const held = this.#key.slice(0, this.#held);
    this.#held = 0;
    return held;
  }

  /** How much of the key a text ends with that ended with `held` of it and got one `character` more. */
  #longerBy(character: string | undefined, held: number): number {
    let length = held;
    while (length > 0 && this.#key[length] !== character) length = this.#fallbacks[length - 1] ?? 0;
    return this.#key[length] === character ? length + 1 : 0;
  }
}
