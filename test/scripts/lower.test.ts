import ts from 'typescript';
import { lower } from '../../scripts/lower/lower';

/** What is written, what runs in its place, and what both give. */
interface Case {
  readonly written: string;
  /** A part of the text that runs; none where all stays as it is. */
  readonly lowered?: string;
  readonly gives: unknown;
}

const CASES: Readonly<Record<string, Case>> = {
  'a spread with more after it is assigned to a new object': {
    written: 'const a = { x: 1, y: 2 }; const b = { ...a, y: 3, z: 4 }; return [a, b];',
    lowered: 'Object.assign({}, a, { y: 3, z: 4 })',
    gives: [
      { x: 1, y: 2 },
      { x: 1, y: 3, z: 4 },
    ],
  },
  'a spread after others is assigned to them, and never to the object that is spread': {
    written: 'const a = { x: 1 }; const b = { w: 0, ...a, ...{ x: 2 } }; return [a, b];',
    lowered: 'Object.assign({ w: 0 }, a, { x: 2 })',
    gives: [{ x: 1 }, { w: 0, x: 2 }],
  },
  'a spread of a map, whose keys may be any, stays': {
    written: `const a = JSON.parse('{"__proto__":"x"}') as Record<string, string>; return Object.keys({ ...a, y: 1 });`,
    gives: ['__proto__', 'y'],
  },
  'a spread of any object stays': {
    written: `const a = JSON.parse('{"__proto__":"x"}') as object; return Object.keys({ y: 1, ...a });`,
    gives: ['y', '__proto__'],
  },
  'a spread of what has no type stays': {
    written: `const a = JSON.parse('{"__proto__":"x"}'); return Object.keys({ y: 1, ...a });`,
    gives: ['y', '__proto__'],
  },
  'a mere copy stays': {
    written: 'const a = { x: 1 }; const b = { ...a }; return [b, a === b];',
    gives: [{ x: 1 }, false],
  },
  'what a spread may lack is left out': {
    written: 'const a = undefined as { x: number } | undefined; return { ...a, ...(a && { y: 1 }), z: 1 };',
    gives: { z: 1 },
  },
  'a loop over a list counts': {
    written: 'let sum = 0; for (const one of [1, 2, 3]) sum += one; return sum;',
    lowered: 'list_1.length',
    gives: 6,
  },
  'a loop meets what its body adds': {
    written: 'const all = [3]; for (const one of all) if (one > 0) all.push(one - 1); return all;',
    gives: [3, 2, 1, 0],
  },
  'a loop can be left, and go on, by its label': {
    written: `const seen: number[] = [];
      outer: for (const row of [[1, 2], [3, 4], [5]]) for (const cell of row) {
        if (cell === 2) continue outer;
        if (cell === 4) break outer;
        seen.push(cell);
      }
      return seen;`,
    gives: [1, 3],
  },
  'functions made in a loop keep the item of their step': {
    written:
      'const all: (() => number)[] = []; for (const one of [1, 2]) all.push(() => one); return all.map((f) => f());',
    gives: [1, 2],
  },
  'a loop over entries needs no pairs': {
    written: `const all: string[] = []; for (const [index, { name }] of [{ name: 'a' }, { name: 'b' }].entries()) all.push(index + name); return all;`,
    gives: ['0a', '1b'],
  },
  'a loop over entries that asks for the items alone': {
    written: `const all: string[] = []; for (const [, name] of ['a', 'b'].entries()) all.push(name); return all;`,
    gives: ['a', 'b'],
  },
  'a loop over pairs': {
    written:
      'const all: unknown[] = []; for (const [key, value] of Object.entries({ a: 1 })) all.push(key, value); return all;',
    lowered: 'item_1[1]',
    gives: ['a', 1],
  },
  'a loop over lists that takes the rest of each': {
    written: 'const all: unknown[] = []; for (const [, ...rest] of [[1, 2, 3]]) all.push(rest); return all;',
    gives: [[2, 3]],
  },
  'a loop in a generator yields': {
    written: 'function* all() { for (const one of [1, 2]) yield one; } return [...all()];',
    gives: [1, 2],
  },
  'a loop over a map, a set, a text or a generator stays': {
    written: `const all: unknown[] = [];
      for (const [key, value] of new Map([['a', 1]])) all.push(key, value);
      for (const one of new Set([2])) all.push(one);
      for (const one of '🙂') all.push(one);
      for (const one of (function* () { yield 3; })()) all.push(one);
      return all;`,
    gives: ['a', 1, 2, '🙂', 3],
  },
  'a loop over what may be something else than a list stays': {
    written:
      'const all: number[] = []; for (const one of new Set([1]) as Set<number> | number[]) all.push(one); return all;',
    gives: [1],
  },
  'a loop over what has no type stays': {
    written: 'const all: number[] = []; for (const one of new Set([1]) as any) all.push(one); return all;',
    gives: [1],
  },
  'a pattern takes the items of a list by their index': {
    written: `const [a, , [b]] = [1, 2, [3]] as const; const [, found] = /(b)/.exec('abc') ?? []; return [a, b, found];`,
    lowered: 'list_1[0]',
    gives: [1, 3, 'b'],
  },
  'a pattern with fallbacks or a rest stays': {
    written: 'const [a = 1, ...more] = [undefined, 2, 3]; return [a, more];',
    gives: [1, [2, 3]],
  },
  'a pattern for what is no list stays': {
    written: 'const [a, b] = new Set([1, 2]); return [a, b];',
    gives: [1, 2],
  },
  'a pattern swaps': {
    written: 'let [a, b] = [1, 2]; [a, b] = [b, a]; return [a, b];',
    gives: [2, 1],
  },
  'a pattern as a parameter': {
    written: 'return Object.entries({ a: 1 }).map(([key, value]) => ({ key, value }));',
    lowered: 'list_1[0]',
    gives: [{ key: 'a', value: 1 }],
  },
  'patterns in patterns, as parameters beside others': {
    written: 'return [[1, [2]] as const].map(([a, [b]], index) => { const c = a + b; return [c, index]; });',
    gives: [[3, 0]],
  },
  'what stands in all of them is lowered, too': {
    written: `return [[[1, { x: 2 }]] as const].map(([[one, more]]) => { const all = []; for (const each of [one]) all.push({ ...more, each }); return all; });`,
    lowered: 'Object.assign({}, more, { each })',
    gives: [[{ x: 2, each: 1 }]],
  },
};

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts'],
  strict: true,
  types: [],
};

/** The JavaScript of each file, by its name without the ending. */
function compiled(
  sources: ReadonlyMap<string, string>,
  isLowered: boolean,
  more: ts.CompilerOptions = {},
): ReadonlyMap<string, string> {
  const options = { ...OPTIONS, ...more };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  const sourceOf = (name: string) => sources.get(name.slice(1, -'.ts'.length));
  host.fileExists = (name) => sourceOf(name) !== undefined || fileExists(name);
  host.getSourceFile = (name, version) => {
    const text = sourceOf(name);
    return text === undefined ? getSourceFile(name, version) : ts.createSourceFile(name, text, version);
  };
  const names = [...sources.keys()].map((name) => `/${name}.ts`);
  const program = ts.createProgram(names, options, host);
  expect(ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText)).toEqual([]);
  const texts = new Map<string, string>();
  const write = (name: string, text: string) => texts.set(name.slice(1, -'.js'.length), text);
  program.emit(undefined, write, undefined, false, isLowered ? { before: [lower(program)] } : {});
  return texts;
}

describe('The published code says in other words what V8 is slow at', () => {
  const sources = new Map(
    Object.entries(CASES).map(([, { written }], n) => [`case-${n}`, `export const run = () => { ${written} };`]),
  );
  const [written, lowered] = [compiled(sources, false), compiled(sources, true)];

  test.each(Object.entries(CASES).map(([name, one], n) => [name, n, one] as const))('%s', (name, n, one) => {
    const texts = [written, lowered].map((all) => all.get(`case-${n}`)!.replace('export const run =', 'return'));
    const results = texts.map((text) => (new Function(text)() as () => unknown)());

    expect(results).toEqual([one.gives, one.gives]);
    if (one.lowered !== undefined) expect(texts[1]!.replace(/\s+/g, ' ')).toContain(one.lowered);
    else if (name.endsWith('stays')) expect(texts[1]).toBe(texts[0]);
  });
});

describe('A file that hands on what others export loads them when they are asked for', () => {
  const sources = new Map([
    ['a', 'export const A = 1; export const B = 2;'],
    ['c', 'export const C = 3; export interface Type {}'],
    [
      'index',
      "export { A, B as Second } from './a'; export { C, type Type } from './c'; export type { Type as T } from './c';",
    ],
    ['more', "export { A } from './a'; export const own = 1;"],
  ]);
  const texts = compiled(sources, true, { module: ts.ModuleKind.CommonJS });
  const loaded: string[] = [];
  const load = (name: string): Readonly<Record<string, unknown>> => {
    loaded.push(name);
    const exports = {};
    new Function('exports', 'require', texts.get(name)!)(exports, (path: string) => load(path.replace('./', '')));
    return exports;
  };

  test('by their names, and no types', () => {
    expect(Object.keys(load('index'))).toEqual(['A', 'Second', 'C']);
  });

  test('each alone', () => {
    loaded.length = 0;
    const index = load('index');
    expect(loaded).toEqual(['index']);
    expect(index.Second).toBe(2);
    expect(loaded).toEqual(['index', 'a']);
  });

  test('but at once where the file has something of its own', () => {
    loaded.length = 0;
    load('more');
    expect(loaded).toEqual(['more', 'a']);
  });
});
