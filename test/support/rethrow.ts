/** For what must not happen in a test: it ends it. */
export function rethrow(error: unknown): never {
  throw error instanceof Error ? error : new Error(String(error));
}
