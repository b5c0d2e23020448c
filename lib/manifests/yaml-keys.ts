import { isFreeMap, rankOf } from './field-order';
import { isPlain } from './yaml-scalars';

/** A key: what follows from its name, wherever it stands. */
export interface Key {
  readonly name: string;
  readonly rank: number;
  /** With its colon, where it needs neither quotes nor a line of its own. */
  readonly plain: string | undefined;
}

/** A parser finds the end of a simple key within 1024 characters (YAML 1.2.2, 7.4.2). */
export const LONGEST_SIMPLE_KEY = 1000;

/** A program prints the same few hundred keys again and again. */
const KEYS = new Map<string, Key>();
/** So that a process that prints for days does not keep every key of every ConfigMap. */
const [MOST_KEYS, LONGEST_KEPT] = [10_000, 100];

function keyOf(name: string): Key {
  const known = KEYS.get(name);
  if (known) return known;
  const plain = name.length <= LONGEST_SIMPLE_KEY && isPlain(name) ? `${name}:` : undefined;
  const key = { name, rank: rankOf(name), plain };
  if (KEYS.size < MOST_KEYS && name.length <= LONGEST_KEPT) KEYS.set(name, key);
  return key;
}

/** More keys than this are sorted by their names first. */
const FEW = 30;

/**
 * The keys of `map` in the order in which they are printed, which doesn't depend on the order in which they were set.
 * `field` is the key under which the map stands; list items and whole objects have none.
 */
export function orderedKeys(map: object, field?: string): readonly Key[] {
  const names = Object.keys(map);
  if (names.length === 1) return [keyOf(names[0]!)];
  const isFree = isFreeMap(field, map);
  const keys: Key[] = [];
  // Few keys are sorted fastest by insertion; so are many that are in order but for the few hundred that have a rank.
  for (const name of names.length > FEW ? names.sort() : names) {
    const key = keyOf(name);
    let at = keys.length;
    for (; at > 0; at--) {
      const before = keys[at - 1]!;
      if (isFree || before.rank === key.rank ? before.name < name : before.rank < key.rank) break;
      keys[at] = before;
    }
    keys[at] = key;
  }
  return keys;
}
