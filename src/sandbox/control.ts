import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { isSameSecret } from './apiKeys';
import { isDue, type Asked, type FaultRule } from './faultPlan';
import type { Fault } from './faults';
import { Refusal, type Reply } from './reply';
import { readBody } from './requestBody';
import { count, faultSchema } from './scenarioSchema';
import type { LoggedRequest } from './server';

/** A fault that somebody has asked for, beside those of the scenario. */
export interface OrderedFault extends Omit<FaultRule, 'chance'> {
  /** ID; any chatbot where there is none. */
  readonly chatbot?: string;
  /** How many requests it befalls, 1 if nothing is said. */
  readonly times?: number;
}

const mostOrders = 1000;
const mostRequests = 100;

const order = v.strictObject({
  ...v.omit(faultSchema, ['chance']).entries,
  chatbot: v.optional(v.string()),
  times: v.optional(count(1, 1_000_000)),
});

/** What a running sandbox is told to do, and tells of what it was asked. */
export class Control {
  /** For control calls: whoever may talk to chatbots may not do that for that alone. */
  readonly token = `userdesk-sandbox-control-${randomBytes(24).toString('base64url')}`;
  private readonly seen: LoggedRequest[] = [];
  private orders: { readonly order: OrderedFault; left: number }[] = [];

  /** @param changed told when something was noted, ordered or taken */
  constructor(private readonly changed: () => void = () => undefined) {}

  /** The last requests, the newest last. */
  get requests(): readonly LoggedRequest[] {
    return this.seen;
  }

  /** Not due yet. */
  get faults(): OrderedFault[] {
    return this.orders.map(({ order, left }) => ({ ...order, times: left }));
  }

  note(request: LoggedRequest): void {
    this.seen.push(request);
    if (this.seen.length > mostRequests) this.seen.shift();
    this.changed();
  }

  /** The next request that it can befall fails so. */
  failNext(order: OrderedFault): void {
    if (this.orders.length >= mostOrders) throw new Refusal(409, 'Too many faults are waiting');
    this.orders.push({ order, left: order.times ?? 1 });
    this.changed();
  }

  forgetFaults(): void {
    this.orders = [];
    this.changed();
  }

  /** The first that is due for a request, which is one less to come. */
  take(chatbotId: string, asked: Asked): Fault | undefined {
    const due = this.orders.find(
      ({ order }) => (order.chatbot ?? chatbotId) === chatbotId && isDue(order, asked),
    );
    if (!due) return undefined;
    due.left--;
    this.orders = this.orders.filter(({ left }) => left > 0);
    this.changed();
    return due.order;
  }

  /**
   * `GET /control/requests`, and `GET`, `POST` and `DELETE /control/faults`.
   * @returns `undefined` for a request that is none of these
   * @throws Refusal
   */
  async answer(request: IncomingMessage): Promise<Reply | undefined> {
    const { url = '', method, headers } = request;
    const [, what] = /^\/control\/([^?]*)(?:\?|$)/.exec(url) ?? [];
    if (what === undefined) return undefined;
    const [, token = ''] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
    if (!isSameSecret(token, this.token)) throw new Refusal(401, 'Wrong control token');
    switch (`${method ?? ''} ${what}`) {
      case 'GET requests':
        return success({ requests: this.requests });
      case 'GET faults':
        break;
      case 'POST faults': {
        const asked = v.safeParse(order, await readBody(request), { abortEarly: true });
        if (!asked.success) {
          const [issue] = asked.issues;
          throw new Refusal(400, `${v.getDotPath(issue) ?? 'The fault'}: ${issue.message}`);
        }
        this.failNext(asked.output);
        break;
      }
      case 'DELETE faults':
        this.forgetFaults();
        break;
      default:
        throw new Refusal(404, 'There is no such control call');
    }
    return success({ faults: this.faults });
  }
}

function success(body: object): Reply {
  return { type: 'json', status: 200, body: { success: true, ...body } };
}
