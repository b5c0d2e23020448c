import type { IConstruct } from 'constructs';

/**
 * What constructs hold for all below them, such as an environment its platform and a chart its defaults. Copies of this
 * package that one app has loaded, its own and that of a library of constructs, hold the same.
 *
 * It is a table beside the constructs and no field of theirs: nearly all hold nothing, and a table finds that out at once,
 * where an object of any form has to be searched with all that it inherits.
 */
export class Held<T extends object | string> {
  private readonly table: WeakMap<IConstruct, T>;

  /** @param name in the whole process */
  constructor(name: string) {
    const tables = globalThis as { [name: symbol]: WeakMap<IConstruct, T> | undefined };
    this.table = tables[Symbol.for(`cdk8s-statecraft.${name}`)] ??= new WeakMap();
  }

  set(holder: IConstruct, value: T): void {
    this.table.set(holder, value);
  }

  /** What a construct itself holds. */
  by(construct: IConstruct): T | undefined {
    return this.table.get(construct);
  }

  /** What a construct itself holds; `none` where it holds nothing yet. */
  byOr(construct: IConstruct, none: () => T): T {
    const known = this.table.get(construct);
    if (known !== undefined) return known;
    const first = none();
    this.table.set(construct, first);
    return first;
  }

  /** The nearest at or above a construct that holds something. */
  holderAbove(construct: IConstruct): IConstruct | undefined {
    for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
      if (this.table.has(at)) return at;
    }
    return undefined;
  }
}
