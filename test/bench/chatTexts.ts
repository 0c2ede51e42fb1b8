/** Paragraphs by which the progress of a long answer is told. */
export const marks = {
  start: 'This is where it starts.',
  firstTenth: 'This is the end of the first tenth.',
  lastTenth: 'This is the start of the last tenth.',
  end: 'This is where it ends.',
} as const;

const sentences = [
  'You can change the delivery address until the parcel has left our warehouse.',
  'Open **Orders**, choose the order and press `Change address`.',
  'If the button is grey, the parcel is on its way — then the carrier can still redirect it.',
  'Größere Bestellungen kommen manchmal in mehreren Paketen, jedes mit eigener Nummer.',
  'A refund reaches your account within *five* working days, see [the terms](https://example.com/terms).',
  'We are sorry for the trouble; here is what helped others in the same situation 🙂.',
  'Nothing is charged twice: a second reservation on your card disappears by itself.',
];

const list = `What to have at hand:

- the order number, which begins with \`UD-\`
- the e-mail address that you ordered with
- a photograph, if something is **damaged**`;

const code = `\`\`\`sh
curl --request GET 'https://api.example.com/orders/UD-1042' \\
  --header 'Authorization: Bearer …'
# 200: the order as JSON
\`\`\``;

/** What a chatbot writes: mostly prose, now and then a list or code. */
export function block(index: number): string {
  if (index % 8 === 5) return list;
  if (index % 8 === 7) return code;
  const count = 2 + (index % 3);
  const chosen = Array.from(
    { length: count },
    (_, offset) => sentences[(index + offset) % sentences.length],
  );
  return chosen.join(' ');
}

/** An answer of about that length, with the marks at their places. */
export function longAnswer(bytes: number): Buffer {
  const blocks: string[] = [marks.start];
  const waiting = [
    { mark: marks.firstTenth, at: bytes * 0.1 },
    { mark: marks.lastTenth, at: bytes * 0.9 },
  ];
  let written = 0;
  for (let index = 0; written < bytes; index++) {
    const text = block(index);
    blocks.push(text);
    written += Buffer.byteLength(text) + 2;
    if (waiting[0] && written >= waiting[0].at) blocks.push(waiting.shift()?.mark ?? '');
  }
  return Buffer.from([...blocks, marks.end].join('\n\n'));
}
