/**
 * What jest and vitest both tell of a running test. Neither is imported: a project has one of them, and which one, and
 * whether `expect` is a global there, is its own decision.
 */

/** The three states of the update switch: `-u`, neither, `--ci`. */
export type Update = 'all' | 'new' | 'none';

interface State {
  readonly testPath?: string;
  readonly assertionCalls?: number;
  readonly snapshotState?: { readonly _updateSnapshot?: Update };
}

/** The part of `expect` that is used here. */
export interface Expect {
  getState(): State;
  setState(state: State): void;
  extend(matchers: object): void;
  addSnapshotSerializer(serializer: object): void;
}

/** Where vitest keeps its `expect` when `globals` is not set. */
const VITEST = Symbol.for('expect-global');
/** Where jest's `expect`, and vitest's for compatibility, keep the state of the running test. */
const SHARED = Symbol.for('$$jest-matchers-object');

type Globals = typeof globalThis & {
  readonly expect?: Expect;
  readonly [VITEST]?: Expect;
  readonly [SHARED]?: { state: State };
};

/** The `expect` of the running test; undefined where the project imports it from '@jest/globals'. */
export function findExpect(): Expect | undefined {
  const globals = globalThis as Globals;
  // Another library's `expect` (chai's, Playwright's) may be the global one.
  return [globals.expect, globals[VITEST]].find((found) => typeof found?.getState === 'function');
}

/** The running test: its file, and whether golden files may be written. */
export class RunningTest {
  private constructor(
    readonly file: string,
    readonly update: Update,
  ) {}

  /**
   * The test that runs now, which has made one more assertion then (`expect.hasAssertions()`).
   * @throws Error outside of jest and vitest
   */
  static asserting(caller: string): RunningTest {
    const shared = (globalThis as Globals)[SHARED];
    const expect = findExpect();
    const state = expect?.getState() ?? shared?.state;
    if (!state?.testPath) throw new Error(`${caller} has to be called in a test of jest or vitest`);
    const assertionCalls = (state.assertionCalls ?? 0) + 1;
    if (expect) expect.setState({ assertionCalls });
    else if (shared) Object.assign(shared.state, { assertionCalls });
    return new RunningTest(state.testPath, state.snapshotState?._updateSnapshot ?? 'none');
  }
}
