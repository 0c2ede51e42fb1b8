import fc from 'fast-check';
import { reporters } from 'mocha';

/** Set for all of it; without it, a hundredth is tried each time. */
const isWhole = process.env['USERDESK_FUZZ'] === 'whole';
const seed = Number(process.env['USERDESK_FUZZ_SEED'] ?? Date.now());

before(() => {
  reporters.Base.consoleLog(`Random inputs with seed ${seed} (USERDESK_FUZZ_SEED)`);
});

/** @param all how often it is tried where there is time */
export function times(all: number): { seed: number; numRuns: number } {
  return { seed, numRuns: isWhole ? all : Math.ceil(all / 100) };
}

/** Takes all of it, as long as it takes. */
export const patienceMs = isWhole ? 3_600_000 : 180_000;

/** Something that is right, and damaged in a few places. */
export function mutated(right: Buffer): fc.Arbitrary<Buffer> {
  const place = fc.nat(right.length);
  const change = fc.oneof(
    fc.record({ at: place, take: fc.constant(1), put: fc.uint8Array({ maxLength: 1 }) }),
    fc.record({ at: place, take: fc.nat(20), put: fc.constant(new Uint8Array()) }),
    fc.record({ at: place, take: fc.constant(0), put: fc.uint8Array({ maxLength: 8 }) }),
    fc.record({ at: place, take: fc.nat(4), put: fc.constantFrom(...oddParts) }),
  );
  return fc
    .array(change, { maxLength: 4 })
    .map((changes) =>
      changes.reduce(
        (bytes, { at, take, put }) =>
          Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + take)]),
        right,
      ),
    );
}

const oddParts = ['null', '1e999', '"\\ud800"', '{}', '[', '"__proto__":', '\\u0000', '\ufeff'].map(
  (text) => Buffer.from(text),
);

/** A value like this one, in which a few parts are of any other kind. */
export function likeJson(right: unknown): fc.Arbitrary<unknown> {
  const any = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom<unknown>(undefined, NaN, -0, 1e21, '__proto__', '../', '\0', '\u202e'),
  );
  const same = fc.constant(right);
  const changed = inParts(right);
  return changed
    ? fc.oneof({ weight: 8, arbitrary: changed }, { weight: 3, arbitrary: same }, any)
    : fc.oneof({ weight: 11, arbitrary: same }, any);
}

/** As it is, but for what its parts are; `undefined` where it has none. */
function inParts(right: unknown): fc.Arbitrary<unknown> | undefined {
  if (Array.isArray(right)) {
    const parts = (right as unknown[]).map(likeJson);
    return parts.length > 0
      ? fc.array(fc.oneof(...parts), { maxLength: parts.length + 2 })
      : undefined;
  }
  if (typeof right !== 'object' || right === null) return undefined;
  return fc.record(
    Object.fromEntries(Object.entries(right).map(([name, value]) => [name, likeJson(value)])),
    { requiredKeys: [] },
  );
}

/** Also of what JSON does not know. */
export function asJson(value: unknown): string {
  return JSON.stringify([value]).slice(1, -1);
}
