import { UserdeskError, type Failure } from './errors';

/** The fields of Node's system and TLS errors, of undici's and, in its own spelling, node-fetch's. */
interface SystemError {
  name: string;
  /** Text; but DOMException has a number there. */
  code?: unknown;
  syscall?: string;
  /** node-fetch: the `syscall` of what it wraps; it keeps no `cause`. */
  erroredSysCall?: string;
  message: string;
}

const certificateCodes = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CRL_HAS_EXPIRED',
  'CRL_NOT_YET_VALID',
  'CRL_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_FORMAT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

const noTls = 'no secure connection';

/** Codes that come only before the first byte of a request, as words for a sentence. */
const neverConnected: Partial<Record<string, string>> = {
  ENOTFOUND: 'name not found',
  EAI_AGAIN: 'name not found',
  ECONNREFUSED: 'connection refused',
  UND_ERR_CONNECT_TIMEOUT: 'connection timed out',
  // The other side speaks no TLS that we speak, and says so. That it spoke none at all is told by
  // the same codes as that something broke into a connection in use, which may not be promised.
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: noTls,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: noTls,
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: noTls,
  ERR_SSL_UNSUPPORTED_PROTOCOL: noTls,
};

/** What VS Code says where a request should go through a proxy. */
const noProxy = 'Failed to establish a socket connection to proxies';

/** Codes of connecting, too, unless the system call says that the connection was in use. */
const perhapsConnected: Partial<Record<string, string>> = {
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'connection timed out',
};

/**
 * What an error of `fetch`, or of reading a body, means. `host` is the one that was asked.
 * `unreachable` and `certificateNotTrusted` promise that nothing was sent, so all that is not
 * known to happen before the first byte is `connectionBroken`.
 */
export function networkFailure(error: unknown, host: string): Failure {
  for (const link of causesOf(error)) {
    if (certificateCodes.has(String(link.code))) return { code: 'certificateNotTrusted', host };
    const reason = notConnected(link);
    if (reason !== undefined) return { code: 'unreachable', host, reason };
    const detail = notReadable(link);
    if (detail !== undefined) return { code: 'unexpectedResponse', detail };
  }
  return { code: 'connectionBroken', host };
}

/** The same as an error that keeps what was underneath, unless it is one of ours already. */
export function networkError(error: unknown, host: string): UserdeskError {
  if (error instanceof UserdeskError) return error;
  return new UserdeskError(networkFailure(error, host), { cause: error });
}

/** For the log: code and words of the innermost error. May name an address, never a secret. */
export function networkDetail(error: unknown): string {
  const { code, message } = causesOf(error).at(-1) ?? { code: undefined, message: String(error) };
  // The proxy is named behind it, perhaps with the password for it.
  if (message.includes(noProxy)) return noProxy;
  return typeof code !== 'string' || message.includes(code) ? message : `${code}: ${message}`;
}

function notConnected(error: SystemError): string | undefined {
  const code = String(error.code);
  const call = error.syscall ?? error.erroredSysCall;
  if (neverConnected[code] !== undefined) return neverConnected[code];
  if (call !== 'read' && call !== 'write' && perhapsConnected[code]) return perhapsConnected[code];
  if (call === 'connect' || call === 'getaddrinfo') return 'no connection';
  // Node has no code of its own for these, and node-fetch keeps nothing but the words.
  if (error.message.includes(noProxy)) return 'no connection to the proxy';
  return error.message.includes('before secure TLS connection was established') ? noTls : undefined;
}

/** The bytes came, but are no HTTP or are not compressed as they claim to be. */
function notReadable(error: SystemError): string | undefined {
  const code = String(error.code);
  const noHttp = code.startsWith('HPE_') || code === 'UND_ERR_HEADERS_OVERFLOW';
  if (noHttp || error.name === 'HTTPParserError') return 'it is not HTTP';
  // They end too early.
  if (code === 'Z_BUF_ERROR') return undefined;
  const zlib = code.startsWith('Z_') || code.startsWith('ERR__ERROR_FORMAT');
  return zlib ? 'it cannot be decompressed' : undefined;
}

/** Outermost first: `fetch` wraps what happened; addresses tried together fail together. */
function causesOf(error: unknown): SystemError[] {
  const chain: SystemError[] = [];
  let current = error;
  // Bounded, since nothing keeps causes from going round in a circle.
  while (current instanceof Error && chain.length < 8) {
    chain.push(current);
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return chain;
}
