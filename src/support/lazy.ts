/** Makes a value once, when first asked for. A failed attempt is forgotten and tried anew. */
export function lazy<T>(make: () => Promise<T>): (() => Promise<T>) & { started(): boolean } {
  let promise: Promise<T> | undefined;
  const get = () =>
    (promise ??= make().catch((error: unknown) => {
      promise = undefined;
      throw error;
    }));
  return Object.assign(get, { started: () => promise !== undefined });
}
