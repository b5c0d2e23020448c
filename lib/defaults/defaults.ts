import type { IConstruct } from 'constructs';
import { Choice, choice } from '../input/choice';
import { V1 } from './v1';
import type { DefaultValues } from './values';

/**
 * A versioned set of defaults. An app pins one: `new App({ defaults: Defaults.V1 })`. Without a pin it is V1, in every
 * release, so that an upgrade changes no YAML; a new project takes the newest.
 */
export class Defaults extends Choice<DefaultValues> {
  /** The first set, and the newest. */
  static readonly V1 = new Defaults('Defaults', () => V1);
}

export const defaults = choice<DefaultValues>('Defaults', 'Defaults.V1', V1);

const HOLDER = Symbol.for('cdk8s-statecraft.defaults');

/** Makes a construct the holder of a set of defaults for all below it. */
export function holdDefaults(holder: IConstruct, values: DefaultValues): void {
  Object.defineProperty(holder, HOLDER, { value: values });
}

/** The defaults of the nearest holder at or above a construct; V1 where nobody pinned a set. */
export function defaultsOf(construct: IConstruct): DefaultValues {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    if (HOLDER in at) return (at as { [HOLDER]: DefaultValues })[HOLDER];
  }
  return V1;
}
