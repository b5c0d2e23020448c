import type { IConstruct } from 'constructs';
import { ProblemRecorder } from '../errors/recorder';
import { SourceLocation } from '../errors/source-location';
import { Choice, choice } from '../input/choice';
import { Place } from '../input/place';
import { holdIsolation } from '../platform/isolation-of';
import { checkLabels } from './labels';
import { type HeldDefaults, holdDefaults, mergedSettings } from './resolved';
import { type DefaultSettings, SETTINGS } from './settings';
import { V1 } from './v1';

/**
 * A versioned set of defaults. An app pins one: `new App({ defaults: Defaults.V1 })`. Without a pin it is V1, in every
 * release, so that an upgrade changes no YAML; a new project takes the newest.
 */
export class Defaults extends Choice<HeldDefaults> {
  /** The first set, and the newest. */
  static readonly V1 = new Defaults('Defaults', () => ({ values: V1, settings: {} }));

  /** The defaults of a scope, such as a chart: `Defaults.of(chart).set({ labels: { team: 'shop' } })`. */
  static of(scope: IConstruct): ScopedDefaults {
    return new ScopedDefaults(scope);
  }

  /** This set with other values, for an App or an Environment: `Defaults.V1.with({ cpuRequest: '50m' })`. */
  with(settings: DefaultSettings): Defaults {
    return new Defaults('Defaults', (at) => {
      const held = defaults.read(this, at);
      const read = SETTINGS.read(settings, at);
      checkLabels(read.labels, at.key('labels'));
      return { values: held.values, settings: mergedSettings(held.settings, read) };
    });
  }
}

/** The defaults of one scope and all below it. */
export class ScopedDefaults {
  /** @internal */
  constructor(private readonly scope: IConstruct) {}

  /**
   * Sets defaults for all constructs that are made in the scope after it; the nearest scope wins, value by value.
   * Wrong settings are recorded, not thrown; so are settings that come after the constructs they are for.
   */
  set(settings: DefaultSettings): void {
    const recorder =
      ProblemRecorder.find(this.scope) ?? new ProblemRecorder(this.scope, SourceLocation.capture(this.set));
    const at = new Place(recorder).key('defaults');
    const read = SETTINGS.read(settings, at);
    checkLabels(read.labels, at.key('labels'));
    const earlier = this.scope.node.findAll().find((one) => one !== this.scope && ProblemRecorder.find(one));
    if (earlier) {
      at.complain({
        rule: 'late-defaults',
        what: `comes after constructs that it is for: ${earlier.node.path} was made with the defaults before`,
        allowed: 'defaults before the constructs of the scope',
        fix: 'move the line up, right below the one that makes the scope',
      });
    }
    holdDefaults(this.scope, { settings: read });
    // Isolation has more scopes than defaults have: namespaces and platforms; the nearest of all wins.
    if (read.isolation) holdIsolation(this.scope, read.isolation);
  }
}

export const defaults = choice<HeldDefaults>('Defaults', 'Defaults.V1', { values: V1, settings: {} });
