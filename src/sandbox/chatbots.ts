// Ids and words only: this is bundled with code that must load quickly.
import type { Delivery } from './delivery';
import type { FaultRule } from './faultPlan';

/** Every chatbot of the sandbox starts so, and no other chatbot may. */
export const sandboxIdPrefix = 'sandbox-';

/** The one to begin with. */
export const sandboxSupportId = 'sandbox-support';

export interface SandboxChatbot {
  readonly id: string;
  readonly name: string;
  /** One line for people who choose among them. */
  readonly description?: string;
  /** Else one is made at each start. */
  readonly apiKey?: string;
  /** Markdown. Without it a new conversation has no first message. */
  readonly greeting?: string;
  /** What it answers to every request that is otherwise in order. */
  readonly failure?: { readonly status: number; readonly error: string };
  /** The first that fits answers; where none does, the fallback. */
  readonly answers?: readonly OwnAnswer[];
  /** Without one, the sandbox has answers of its own. */
  readonly fallback?: string;
  /** How its answers come over the wire. */
  readonly delivery?: Delivery;
  /** What goes wrong of what is otherwise in order. */
  readonly faults?: readonly FaultRule[];
}

/** Markdown for a message that is this one, or in which this pattern is found. */
export interface OwnAnswer {
  readonly message?: string;
  /** A regular expression of JavaScript, whatever the case. */
  readonly pattern?: string;
  readonly answer: string;
}

const greeting = `Hello, how can I help you?

I am the chatbot of the **sandbox**: nothing you write to me leaves this computer.

- \`help\` shows what I have an answer for
- anything else I *repeat*`;

export const sandboxChatbots: readonly SandboxChatbot[] = [
  {
    id: sandboxSupportId,
    name: 'Sandbox Support',
    description: 'Greets and answers.',
    greeting,
  },
  {
    id: 'sandbox-silent',
    name: 'Sandbox Silent',
    description: 'Answers, but has no greeting configured.',
  },
  {
    id: 'sandbox-missing-key',
    name: 'Sandbox Missing Key',
    description: 'Always fails with 401, Missing API Key.',
    failure: { status: 401, error: 'Missing API Key' },
  },
  {
    id: 'sandbox-wrong-key',
    name: 'Sandbox Wrong Key',
    description: 'Always fails with 401, Wrong API Key.',
    failure: { status: 401, error: 'Wrong API Key' },
  },
  {
    id: 'sandbox-forbidden',
    name: 'Sandbox Forbidden',
    description: 'Always fails with 403, Access to this chatbot is denied.',
    failure: { status: 403, error: 'Access to this chatbot is denied' },
  },
  {
    id: 'sandbox-error',
    name: 'Sandbox Error',
    description: 'Always fails with 500, An error occurred on the server.',
    failure: { status: 500, error: 'An error occurred on the server' },
  },
];
