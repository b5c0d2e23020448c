import { toContainManifest } from './to-contain-manifest';
import { toHaveManifestCount } from './to-have-manifest-count';

/**
 * Matchers for `expect.extend(matchers)` of jest and vitest; ManifestMatchers says what they do. The module
 * 'cdk8s-statecraft/testing/register' registers them, and manifestSerializer.
 */
export const matchers = { toContainManifest, toHaveManifestCount };

/** The matchers as they are called: on a list of manifests, or on an app, a chart or another construct. */
export interface ManifestMatchers<R> {
  /**
   * One of the manifests is of this kind and name, and has the fields of `partial`: objects may have more fields, lists
   * have as many items. Asymmetric matchers (`expect.any(String)`, `expect.arrayContaining([…])`) work inside. A field
   * that is given as undefined has to be absent.
   */
  toContainManifest(kind: string, name: string, partial?: object): R;
  /** So many of the manifests are of this kind. */
  toHaveManifestCount(kind: string, count: number): R;
}
