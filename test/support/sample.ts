/**
 * Samples of props as trees: plain data in which a value of one of our classes is a `Sample` that is made when it is
 * needed, so that a test can reach into what the class's factory was given.
 */
export class Sample {
  /** @param args each with the path, below the prop, that errors about it name; '' for the prop itself */
  constructor(
    readonly make: (...args: never[]) => unknown,
    readonly args: readonly (readonly [path: string, value: unknown])[],
  ) {}
}

/** A value that is handed on untouched, even by those who look at samples. */
export class Raw {
  constructor(readonly value: unknown) {}
}

/** A place in a sample: the steps to it, and the path that errors name. */
export interface Spot {
  readonly steps: readonly (string | number)[];
  readonly path: string;
  readonly value: unknown;
}

/** Every place in a sample, the whole one first. */
export function spots(value: unknown, path = '', steps: readonly (string | number)[] = []): readonly Spot[] {
  return [{ steps, path, value }, ...children(value, path).flatMap((c) => spots(c.value, c.path, [...steps, c.step]))];
}

function children(value: unknown, path: string): readonly { step: string | number; path: string; value: unknown }[] {
  if (value instanceof Sample) {
    return value.args.map(([at, arg], step) => ({ step, path: at === '' ? path : below(path, at), value: arg }));
  }
  if (Array.isArray(value)) return value.map((item, step) => ({ step, path: `${path}[${step}]`, value: item }));
  if (!isPlain(value)) return [];
  return Object.entries(value).map(([step, item]) => ({ step, path: below(path, step), value: item }));
}

function below(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

export function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** What stands at one place of a sample. */
export function valueAt(value: unknown, [step, ...rest]: readonly (string | number)[]): unknown {
  if (step === undefined) return value;
  if (value instanceof Sample) return valueAt(value.args[step as number]?.[1], rest);
  return valueAt((value as Record<string | number, unknown>)[step], rest);
}

/** A sample with another value at one place. */
export function replaced(value: unknown, [step, ...rest]: readonly (string | number)[], other: unknown): unknown {
  if (step === undefined) return other;
  if (value instanceof Sample) {
    const args = value.args.map(
      ([path, arg], index) => [path, index === step ? replaced(arg, rest, other) : arg] as const,
    );
    return new Sample(value.make, args);
  }
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? replaced(item, rest, other) : item));
  return { ...(value as object), [step]: replaced((value as Record<string, unknown>)[step], rest, other) };
}

/** The props that a sample stands for. Values that are neither plain nor samples stay what they are. */
export function realized(value: unknown): unknown {
  if (value instanceof Sample) return value.make(...(value.args.map(([, arg]) => realized(arg)) as never[]));
  if (value instanceof Raw) return value.value;
  if (Array.isArray(value)) return value.map(realized);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, realized(item)]));
}
