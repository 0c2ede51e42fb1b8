const byteOrderMark = '\ufeff';

/**
 * Bytes of UTF-8 as text, piece by piece and none of them empty: together what
 * `new TextDecoder().decode` makes of all the bytes, wherever these are cut. Where `bytes` throws,
 * half a character at its end is dropped.
 */
export async function* textStream(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  // Left to drop the mark at the beginning, the decoder of Node 24 also drops one that follows a
  // character cut in two.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let isBeginning = true;
  for await (const piece of bytes) {
    const decoded = decoder.decode(piece, { stream: true });
    if (decoded === '') continue;
    const text = isBeginning && decoded.startsWith(byteOrderMark) ? decoded.slice(1) : decoded;
    isBeginning = false;
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
