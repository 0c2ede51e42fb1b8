import type { SandboxChatbot } from './chatbots';
import type { Patterns } from './patterns';
import { Refusal } from './reply';

export interface Turn {
  readonly message: string;
  /** 1 for the first message of a conversation. */
  readonly number: number;
  readonly userName?: string;
}

const help = `I have an answer for each of these:

| message | what you get |
|---|---|
| \`help\` | this table |
| \`markdown\` | a bit of everything that Markdown can do |
| \`characters\` | several scripts, for checking how they arrive |
| \`long\` | a long answer, good to watch while it is streamed |
| \`who am I\` | the user name I was told |

Anything else I repeat.`;

const markdown = `## A heading

A paragraph with **strong**, *emphasised* and ~~struck~~ words, some \`code\`
and a [link](https://example.com/).

1. First
2. Second
   - with a point below it

> Something that somebody said.

\`\`\`js
const answer = 6 * 7;
\`\`\`

---

| left | right |
|---|---:|
| a | 1 |
| b | 22 |`;

const characters = `Latin: naïve café, Straße, Łódź
Greek: Καλημέρα
Cyrillic: Доброе утро
Hebrew: בוקר טוב
Arabic: صباح الخير
Hindi: सुप्रभात
Chinese: 早上好
Japanese: おはようございます
Emoji: 🙂 👩‍💻 🏳️‍🌈`.replaceAll('\n', '  \n');

const long = Array.from(
  { length: 40 },
  (_, index) =>
    `**${index + 1}.** This is one of forty paragraphs – each a little piece of a long answer. ` +
    'Whoever shows it as it comes should not jump, and stay where the reader is.',
).join('\n\n');

const answers: ReadonlyMap<string, (turn: Turn) => string> = new Map([
  ['help', () => help],
  ['markdown', () => markdown],
  ['characters', () => characters],
  ['long', () => long],
  ['who am i', whoAmI],
]);

/**
 * Markdown, and the same for the same turn: what it says can be relied upon in tests.
 * @throws Refusal for a pattern that takes too long, and an answer that is
 */
export async function answerOf(
  { answers: own = [], fallback }: Pick<SandboxChatbot, 'answers' | 'fallback'>,
  turn: Turn,
  patterns: Pick<Patterns, 'matches'>,
): Promise<string> {
  const asked = asAsked(turn.message);
  for (const { message, pattern, answer } of own) {
    const isIt =
      (message !== undefined && asAsked(message) === asked) ||
      (pattern !== undefined && (await patterns.matches(pattern, turn.message)));
    if (isIt) return filledIn(answer, turn);
  }
  return fallback === undefined ? answerTo(turn) : filledIn(fallback, turn);
}

/** More than the extension would read of it. */
const longestAnswer = 10_000_000;

/** What the sandbox says of itself. */
export function answerTo(turn: Turn): string {
  return (answers.get(asAsked(turn.message)) ?? echo)(turn);
}

function asAsked(message: string): string {
  return message
    .trim()
    .toLowerCase()
    .replace(/[?!.]$/, '');
}

/** `{message}`, `{userName}` and `{turn}`; other braces stay. */
function filledIn(answer: string, { message, number, userName }: Turn): string {
  const values: Record<string, string> = {
    ...{ message, turn: String(number), userName: userName ?? 'Anonymous' },
  };
  let left = longestAnswer;
  return answer.replaceAll(/\{(message|userName|turn)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    left -= value.length;
    if (left < 0) throw new Refusal(500, 'The answer of the scenario is longer than 10 MB');
    return value;
  });
}

function whoAmI({ userName }: Turn): string {
  return userName ? `You are ${userName}.` : 'You did not tell me your name.';
}

function echo({ message, number, userName }: Turn): string {
  const quoted = message.replace(/^/gm, '> ');
  const addressee = userName ? `, ${userName}` : '';
  return `You wrote:\n\n${quoted}\n\nThis was message ${number} of our conversation${addressee}.`;
}
