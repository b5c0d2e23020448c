import { isPlainObject } from './plain-object';

/** How jest and vitest compare: with asymmetric matchers, and with the equality testers that a project adds. */
export type Equals = (a: unknown, b: unknown) => boolean;

/** Where a value is other than a partial one says. */
export interface Comparison {
  /** `spec.template.spec.containers[0].image` */
  readonly differing: readonly string[];
  /** The value without what the partial one doesn't speak of; an asymmetric matcher stands where it matched. */
  readonly shown: unknown;
}

/**
 * Whether `received` holds all that `expected` has: objects may have more fields, lists have as many items, each of them
 * compared in the same way. A field that is to be `undefined` has to be absent.
 */
export function compare(expected: unknown, received: unknown, equals: Equals, path = ''): Comparison {
  // Asymmetric matchers are instances of classes.
  if (isPlainObject(expected) && isPlainObject(received)) return compareFields(expected, received, equals, path);
  if (Array.isArray(expected) && Array.isArray(received) && expected.length === received.length) {
    const items = expected.map((item, index) => compare(item, received[index], equals, `${path}[${index}]`));
    return { differing: items.flatMap(({ differing }) => differing), shown: items.map(({ shown }) => shown) };
  }
  const same = equals(received, expected);
  return { differing: same ? [] : [path], shown: same ? expected : received };
}

function compareFields(
  expected: Readonly<Record<string, unknown>>,
  received: Readonly<Record<string, unknown>>,
  equals: Equals,
  path: string,
): Comparison {
  const differing: string[] = [];
  const shown: Record<string, unknown> = {};
  for (const key of Object.keys(expected)) {
    const field = compare(expected[key], received[key], equals, path + step(key, path === ''));
    differing.push(...field.differing);
    if (key in received || field.differing.length === 0) shown[key] = field.shown;
  }
  return { differing, shown };
}

/** `.name` or `["example.com/key"]` */
function step(key: string, first: boolean): string {
  if (!/^\w+$/.test(key)) return `[${JSON.stringify(key)}]`;
  return first ? key : `.${key}`;
}
