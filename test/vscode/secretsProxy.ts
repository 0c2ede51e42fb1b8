import { createServer, request } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export interface SecretsProxyOptions {
  /** The port of the VS Code server behind it. */
  readonly target: number;
  /** The port to listen on; any other if it is taken. */
  readonly port: number;
  /** The server's half of the key that the browser encrypts secrets with. */
  readonly halfKey: Buffer;
}

/**
 * Stands before VS Code's server and answers the one request that it does not know: without an
 * answer to `POST /mint-key`, secrets would last no longer than the page. Returns its port.
 */
export async function startSecretsProxy(
  options: SecretsProxyOptions,
): Promise<{ port: number; stop: () => void }> {
  const server = createServer((incoming, answer) => {
    if (incoming.method === 'POST' && incoming.url === '/mint-key') {
      answer.writeHead(200).end(options.halfKey);
      return;
    }
    const { method, url, headers } = incoming;
    const outgoing = request({ ...target(options), method, path: url, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
      response.pipe(answer);
    });
    outgoing.on('error', () => answer.destroy());
    incoming.pipe(outgoing);
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    const behind = connect(target(options), () => {
      behind.write(requestHead(incoming));
      behind.write(head);
      behind.pipe(socket).pipe(behind);
    });
    behind.on('error', () => socket.destroy());
    socket.on('error', () => behind.destroy());
  });
  const port = await listen(server, options.port);
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port, stop };
}

function target({ target: port }: SecretsProxyOptions): { host: string; port: number } {
  return { host: '127.0.0.1', port };
}

function requestHead({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = [`${method ?? 'GET'} ${url ?? '/'} HTTP/1.1`];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    lines.push(`${rawHeaders[i] ?? ''}: ${rawHeaders[i + 1] ?? ''}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}

async function listen(server: Server, wanted: number): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await tryPort(wanted).catch(() => tryPort(0));
  return (server.address() as AddressInfo).port;
}
