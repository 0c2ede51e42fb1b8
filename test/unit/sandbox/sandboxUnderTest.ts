import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/server';
import { startSandbox } from '../../../src/sandbox/server';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** The pieces in which the body came. */
  pieces: Buffer[];
  text: string;
}

export interface Call {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
}

/** One sandbox for all the tests of a suite. */
export function useSandbox(options?: SandboxOptions): () => Sandbox {
  let sandbox: Sandbox | undefined;
  before(async () => {
    sandbox = await startSandbox(options);
  });
  after(() => sandbox?.stop());
  return () => sandbox!;
}

/** A request exactly as given: `fetch` would not let a test choose `Host` and `Origin`. */
export function call(port: number, path: string, { method, headers, body }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, path, method: method ?? 'POST', headers, agent: false },
      (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () => {
          resolve({
            status: response.statusCode!,
            headers: response.headers,
            pieces,
            text: Buffer.concat(pieces).toString(),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** What a well-behaved client sends to an endpoint of a chatbot, changed by `changes`. */
export function post(
  sandbox: Sandbox,
  endpoint: `${string}/${'conversation' | 'message'}`,
  body: unknown,
  changes: Call = {},
): Promise<Answer> {
  const key = sandbox.apiKeyOf(endpoint.split('/')[0]!) ?? 'none';
  return call(sandbox.port, `/v1/chatbot/${endpoint}`, {
    body: JSON.stringify(body),
    ...changes,
    headers: {
      Authorization: `Bearer ${key}`,
      'Content-Type': 'application/json',
      ...changes.headers,
    },
  });
}

export function errorOf(answer: Answer): unknown {
  const { success, error } = JSON.parse(answer.text) as Record<string, unknown>;
  return success === false ? error : undefined;
}
