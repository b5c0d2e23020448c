import { isObject } from '../input/reader';

/** The fields that name a ConfigMap: of volumes and projections, of envFrom, of a variable. */
const REFERENCES: readonly string[] = ['configMap', 'configMapRef', 'configMapKeyRef'];

/** The ConfigMaps that overlays name, each once. */
export function configMapsIn(overlays: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    if (!isObject(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      const { name } = (isObject(inner) ? inner : {}) as { readonly name?: unknown };
      if (REFERENCES.includes(key) && typeof name === 'string') found.add(name);
      look(inner);
    }
  };
  look(overlays);
  return found;
}
