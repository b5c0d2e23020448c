import { isPlain, replaced, type Spot, valueAt } from './sample';

/**
 * The sample that a spot is tried in: of each object on the way to it, the fewest props with which the sample is right.
 * Each place is tried with many values, and a small sample is built many times faster than the whole.
 */
export function surroundings(sample: unknown, isRight: (sample: unknown) => boolean): (spot: Spot) => unknown {
  const known = new Map<string, unknown>();
  const needs = new Map<string, readonly string[]>();

  function around(steps: Spot['steps']): unknown {
    if (steps.length === 0) return sample;
    const key = JSON.stringify(steps);
    if (!known.has(key)) known.set(key, smallest(steps));
    return known.get(key);
  }

  function smallest(steps: Spot['steps']): unknown {
    const above = steps.slice(0, -1);
    const own = steps.at(-1);
    const outer = around(above);
    const object = valueAt(outer, above);
    if (!isPlain(object)) return outer;
    const keys = Object.keys(object);
    const within = (some: readonly string[]) =>
      replaced(
        outer,
        above,
        Object.fromEntries(keys.filter((key) => some.includes(key)).map((key) => [key, object[key]])),
      );
    const path = JSON.stringify(above);
    if (!needs.has(path))
      needs.set(
        path,
        fewest(keys, (some) => isRight(within(some))),
      );
    const others = keys.filter((key) => key !== own);
    // Of what may be left out, so that leaving it out is no mistake here either.
    const isSpare = needs.get(path)!.includes(String(own)) && isRight(within(others));
    const needed = isSpare ? fewest(others, (some) => isRight(within(some))) : needs.get(path)!;
    const usual = within([...needed, String(own)]);
    if (isRight(usual)) return usual;
    return within([...fewest(others, (some) => isRight(within([...some, String(own)]))), String(own)]);
  }

  return ({ steps }) => around(steps);
}

/** The fewest with which it is still right, as far as leaving out one after the other finds them. */
function fewest(all: readonly string[], isRight: (some: readonly string[]) => boolean): readonly string[] {
  if (isRight([])) return [];
  let some = all;
  for (let size = Math.ceil(all.length / 2); size > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < some.length; ) {
      const fewer = [...some.slice(0, from), ...some.slice(from + size)];
      if (isRight(fewer)) some = fewer;
      else from += size;
    }
  }
  return some;
}
