class Something {
  readonly field = 1;
}

const throwing = {
  get name(): string {
    throw new Error('a getter that throws');
  },
  get ready(): string {
    throw new Error('a getter that throws');
  },
};

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const circular: Record<string, unknown> = {};
circular.self = circular;

/** What JavaScript can hand to a prop, whatever its type says. Each is made anew: [sentence, value]. */
export const WRONG_VALUES: readonly (readonly [string, () => unknown])[] = [
  ['nothing', () => undefined],
  ['null', () => null],
  ['NaN', () => Number.NaN],
  ['Infinity', () => Number.POSITIVE_INFINITY],
  ['-1', () => -1],
  ['1.5', () => 1.5],
  ['a number beyond all limits', () => 1e300],
  ['an empty text', () => ''],
  ['a text with a space', () => 'x y'],
  ['a text of lines', () => 'a\nb\u0000'],
  ['half a surrogate pair', () => '\ud800'],
  ['a text of 100,000 characters', () => 'a'.repeat(100_000)],
  ['__proto__', () => '__proto__'],
  ['true', () => true],
  ['a symbol', () => Symbol('s')],
  ['a bigint', () => 10n],
  ['a function', () => () => 1],
  [
    'a function that throws',
    () => () => {
      throw Object.create(null);
    },
  ],
  ['an empty list', () => []],
  ['an empty object', () => ({})],
  ['a list of null', () => [null]],
  ['a list with a hole', () => new Array(1)],
  ['a list of a symbol', () => [Symbol('s')]],
  ['an object of null', () => ({ a: null })],
  ['an object of a symbol', () => ({ a: Symbol('s') })],
  ['an object of an object', () => ({ a: { b: [{ c: undefined }] } })],
  ['an object with a key that is no name', () => ({ 'x y': 'z', __proto__: null })],
  ['a Date', () => new Date(0)],
  ['a wrong Date', () => new Date(Number.NaN)],
  ['a Map', () => new Map([['a', 1]])],
  ['an instance of a class', () => new Something()],
  ['a class', () => Something],
  ['an object whose getter throws', () => throwing],
  ['an object without a prototype', () => Object.create(null)],
  ['an object with a false constructor', () => ({ constructor: { name: Symbol('s') } })],
  [
    'an object that is like a Size and throws',
    () => ({
      toKibibytes: () => {
        throw new Error('no');
      },
    }),
  ],
  ['an object that is like a Size and says nothing', () => ({ toKibibytes: () => undefined })],
  [
    'an object that is like a Duration and throws',
    () => ({
      toSeconds: () => {
        throw new Error('no');
      },
    }),
  ],
  ['an object that is like a Cpu', () => ({ amount: 'much' })],
  ['an object that is like an EnvValue', () => ({ value: 5, valueFrom: 7 })],
  ['an object that is like a Service', () => ({ name: 'x', ports: [null, { name: 5, port: 'x' }] })],
  ['an object that is like a backend of ours', () => ({ _routeBackend: undefined })],
  ['a Proxy', () => new Proxy({}, {})],
  ['a Proxy of a list', () => new Proxy([1], {})],
  ['a revoked Proxy', revoked],
  ['a circular object', () => circular],
  ['a text object', () => new String('web')],
  ['a regular expression', () => /x/],
  ['a Promise', () => Promise.resolve('web')],
  [
    'an object whose toJSON throws',
    () => ({
      toJSON: () => {
        throw new Error('no');
      },
    }),
  ],
];

/** Those among them that nothing accepts. */
export const NEVER_RIGHT: ReadonlySet<string> = new Set([
  'null',
  'NaN',
  'Infinity',
  '-1',
  '1.5',
  'a symbol',
  'a bigint',
  'a list of a symbol',
  'an object of a symbol',
  'an object whose getter throws',
  'a revoked Proxy',
]);
