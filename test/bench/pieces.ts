import type { SendAnswer } from './loopbackUserdesk';

/**
 * An answer in pieces, each a chunk of its own, as fast as the other side takes them. They are put
 * together beforehand: what is measured is not the server.
 */
export function inPieces(answer: Buffer, pieceBytes: number): SendAnswer {
  const chunks: (Buffer | string)[] = [];
  for (let at = 0; at < answer.length; at += pieceBytes) {
    const piece = answer.subarray(at, at + pieceBytes);
    chunks.push(`${piece.length.toString(16)}\r\n`, piece, '\r\n');
  }
  const body = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk as string)));
  const head =
    'HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n' +
    'Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n';
  return ({ socket }) => {
    socket?.write(Buffer.concat([Buffer.from(head), body, Buffer.from('0\r\n\r\n')]));
    socket?.end();
  };
}
