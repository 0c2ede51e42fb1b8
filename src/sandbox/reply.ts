import type { Delivery } from './delivery';

/** What to answer. How it goes over the wire is for `deliver` to know. */
export type Reply = { delivery?: Delivery } & (
  | { type: 'json'; status: number; body: object; headers?: Readonly<Record<string, string>> }
  /** Plain text, piece by piece: what `stream: true` asks for. */
  | { type: 'textStream'; status: 200; text: string }
);

/** A request that is not granted. Thrown wherever that shows, turned into a reply in one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    message: string,
    readonly headers?: Readonly<Record<string, string>>,
  ) {
    super(message);
  }
}

/** The documentation is silent on error bodies; these words are its meanings of each status. */
export function errorReply(
  status: number,
  error: string,
  headers?: Readonly<Record<string, string>>,
): Reply {
  return { type: 'json', status, body: { success: false, error }, headers };
}
