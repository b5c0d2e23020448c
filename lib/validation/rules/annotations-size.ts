import { podTemplateOf } from '../../manifests/workloads';
import { type FoundWithin, objectRule } from '../rule';

/** k8s.io/apimachinery pkg/api/validation/objectmeta.go, TotalAnnotationSizeLimitB: keys and values together. */
const MOST_BYTES = 256 * 1024;

/** The annotations of an object, and those of its Pods, are at most 256 KiB. */
export const annotationsSize = objectRule('annotations-too-large', 'invalid', (manifest) => {
  const own = tooLarge('metadata.annotations', manifest.metadata?.annotations);
  const template = podTemplateOf(manifest);
  // A Pod is its own template.
  if (!template || template.path === 'spec') return own;
  return [...own, ...tooLarge(template.path.replace(/spec$/, 'metadata.annotations'), template.annotations)];
});

const NOTHING: readonly FoundWithin[] = [];

function tooLarge(path: string, annotations: unknown): readonly FoundWithin[] {
  // Most objects have none.
  if (annotations === undefined || annotations === null) return NOTHING;
  let [total, largest] = [0, { key: '', bytes: 0 }];
  for (const [key, value] of Object.entries(annotations)) {
    const bytes = bytesOf(key) + bytesOf(value);
    if (bytes > largest.bytes) largest = { key, bytes };
    total += bytes;
  }
  if (total <= MOST_BYTES) return NOTHING;
  return [
    {
      what: `${path} is too large`,
      got: `${total} bytes; the largest is ${largest.key} with ${largest.bytes}`,
      allowed: `at most ${MOST_BYTES} bytes (256 KiB), keys and values together`,
      fix: 'move it to a ConfigMap, or shorten it',
    },
  ];
}

function bytesOf(value: unknown): number {
  // What is no text is the schema's.
  return typeof value === 'string' ? Buffer.byteLength(value) : 0;
}
