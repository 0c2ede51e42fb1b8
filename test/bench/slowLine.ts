import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface SlowLine {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Makes a server on loopback as far away as `delayMs` each way, connecting included. */
export async function startSlowLine(target: number, delayMs: number): Promise<SlowLine> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
    // On a real line the handshake of TCP costs a round trip before the first byte is sent.
    setTimeout(() => {
      carry(near, far, delayMs);
    }, 2 * delayMs);
    carry(far, near, delayMs);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Timers of one length fire in the order in which they were set: so the bytes stay in order. */
function carry(from: Socket, to: Socket, delayMs: number): void {
  from.on('data', (bytes) => setTimeout(() => to.write(bytes), delayMs));
  from.on('end', () => setTimeout(() => to.end(), delayMs));
}
