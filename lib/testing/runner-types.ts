import type { ManifestMatchers } from './matchers';

// Neither jest nor vitest is a dependency. What a project doesn't have is ignored: the comments stay in the .d.ts file.

declare global {
  /** The types of @types/jest, for the global `expect` (https://jestjs.io/docs/expect#expectextendmatchers). */
  namespace jest {
    interface Matchers<R> extends ManifestMatchers<R> {}
  }
}

// biome-ignore lint/suspicious/noTsIgnore: it is no error where the module is there
/** @ts-ignore: for `expect` of @jest/globals */
declare module 'expect' {
  interface Matchers<R> extends ManifestMatchers<R> {}
}

// biome-ignore lint/suspicious/noTsIgnore: as above
/** @ts-ignore: for `expect` of vitest (https://vitest.dev/guide/extending-matchers) */
declare module 'vitest' {
  interface Assertion<T> extends ManifestMatchers<T> {}
}
