import { textThat } from '../input/readers';

/** ConfigMap and Secret keys: k8s.io/apimachinery pkg/util/validation, IsConfigMapKey. */
export function isDataKey(key: string): boolean {
  return key.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(key) && key !== '.' && !key.startsWith('..');
}

export const dataKey = textThat('a key of at most 253 letters, digits, -, _ and ., not beginning with ..', (key) => {
  // cdk8s takes an object with such a key for an instance of a class.
  return isDataKey(key) && key !== 'constructor';
});

/**
 * A key for each path: the path itself where it is a key, else with `_` for what no key can hold. The mount gives the
 * file its path back. Where two would be the same, the later one gets a number.
 */
export function keysOf(paths: readonly string[]): readonly string[] {
  // Paths that are keys come first: what a user reads in a ConfigMap is what the file is called.
  const taken = new Set(paths.filter((path, index) => isKey(path) && paths.indexOf(path) === index));
  const plain = new Set(taken);
  return paths.map((path) => (plain.delete(path) ? path : freeKey(path, taken)));
}

function isKey(path: string): boolean {
  return isDataKey(path) && path !== 'constructor';
}

function freeKey(path: string, taken: Set<string>): string {
  // The end of a path says more than its beginning.
  const plain = path.replace(/[^-._a-zA-Z0-9]/g, '_').slice(-240);
  const wanted = isKey(plain) ? plain : `_${plain.replace(/^\.+/, '')}`;
  for (let n = 1; ; n++) {
    const key = n === 1 ? wanted : numbered(wanted, n);
    if (taken.has(key)) continue;
    taken.add(key);
    return key;
  }
}

/** `nested_app.conf` → `nested_app-2.conf`. */
function numbered(key: string, n: number): string {
  const dot = key.lastIndexOf('.');
  return dot > 0 ? `${key.slice(0, dot)}-${n}${key.slice(dot)}` : `${key}-${n}`;
}
