/**
 * How often a function looks into Maps and Sets: a measure of its work that is the same on every machine and run.
 */
export function lookups(run: () => unknown): number {
  let count = 0;
  const restores = [
    counting(Map.prototype, 'get', () => count++),
    counting(Map.prototype, 'has', () => count++),
    counting(Set.prototype, 'has', () => count++),
    counting(Set.prototype, 'add', () => count++),
  ];
  try {
    run();
  } finally {
    for (const restore of restores) restore();
  }
  return count;
}

/** Calls `onCall` at each call of a method, until the result is called. */
export function counting<T extends object>(holder: T, method: keyof T & string, onCall: () => void): () => void {
  const original = Object.getOwnPropertyDescriptor(holder, method)!;
  const call = original.value as (...args: unknown[]) => unknown;
  Object.defineProperty(holder, method, {
    ...original,
    value(this: unknown, ...args: unknown[]) {
      onCall();
      return call.apply(this, args);
    },
  });
  return () => Object.defineProperty(holder, method, original);
}
