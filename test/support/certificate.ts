import { isIP } from 'node:net';
import { generate } from 'selfsigned';

/** Both as PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** One for a server of this name or address, which nobody trusts who is not told to. */
export async function certificateFor(name: string): Promise<Certificate> {
  const altName = isIP(name)
    ? ({ type: 7, ip: name } as const)
    : ({ type: 2, value: name } as const);
  const pems = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [altName] }],
  });
  return { key: pems.private, cert: pems.cert };
}
