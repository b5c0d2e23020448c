import type { Manifest } from '../../manifests/manifest';
import { at } from '../../manifests/workloads';
import { objectRule } from '../rule';

/** MaxSecretSize, which holds for ConfigMaps too: kubernetes pkg/apis/core/validation, ValidateConfigMap. */
const MOST = 1024 * 1024;

/** A ConfigMap and a Secret hold at most 1 MiB of values. */
export const dataSize = objectRule(
  'data-too-large',
  'invalid',
  function* (manifest) {
    if (manifest.apiVersion !== 'v1' || !/^(ConfigMap|Secret)$/.test(manifest.kind)) return;
    const sizes = sizesOf(manifest);
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total <= MOST) return;
    const largest = [...sizes].sort((a, b) => b.bytes - a.bytes)[0]!;
    yield {
      what: `the values of this ${manifest.kind} are larger than 1 MiB`,
      got: `${total} bytes, of which ${largest.bytes} in ${largest.key}`,
      allowed: `at most ${MOST} bytes`,
      fix: 'leave files out (ignore), make several of it, or put large files into an image or a volume',
    };
  },
  ['ConfigMap', 'Secret'],
);

function sizesOf(manifest: Manifest): readonly { readonly key: string; readonly bytes: number }[] {
  const base64 = manifest.kind === 'Secret' ? ['data'] : ['binaryData'];
  const plain = manifest.kind === 'Secret' ? ['stringData'] : ['data'];
  const sized = (fields: readonly string[], encoding: 'base64' | 'utf8') =>
    fields.flatMap((field) =>
      Object.entries((at(manifest, field) as object | undefined | null) ?? {}).flatMap(([key, value]) =>
        typeof value === 'string' ? [{ key, bytes: Buffer.byteLength(value, encoding) }] : [],
      ),
    );
  return [...sized(plain, 'utf8'), ...sized(base64, 'base64')];
}
