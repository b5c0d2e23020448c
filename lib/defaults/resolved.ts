import type { IConstruct } from 'constructs';
import { Held } from '../tree/held';
import type { ReadSettings, SharedSettings } from './settings';
import { V1 } from './v1';
import type { DefaultValues } from './values';

/** All defaults that hold at one place of the tree. */
export interface ResolvedDefaults extends DefaultValues, SharedSettings {}

/** What one construct holds for all below it: a set, where one is pinned there, and settings. */
export interface HeldDefaults {
  readonly values?: DefaultValues;
  readonly settings: ReadSettings;
}

const HELD = new Held<HeldDefaults>('defaults');
const NONE: SharedSettings = { labels: {}, imagePullSecrets: [], registries: {} };
const PLAIN_V1: ResolvedDefaults = { ...V1, ...NONE };

/** What follows from a holder and those above it; thrown away whenever one of them changes. */
let resolved = new WeakMap<IConstruct, ResolvedDefaults>();

/** Makes a construct a holder; what it holds already is kept where `held` says nothing. */
export function holdDefaults(holder: IConstruct, held: HeldDefaults): void {
  const known = HELD.by(holder);
  const settings = known ? mergedSettings(known.settings, held.settings) : held.settings;
  HELD.set(holder, { values: held.values ?? known?.values, settings });
  resolved = new WeakMap();
}

/** The defaults at a construct: each value of the nearest that sets it, the rest from the nearest set that is pinned. */
export function defaultsOf(construct: IConstruct): ResolvedDefaults {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    const held = HELD.by(at);
    if (held) return resolvedAt(at, held);
  }
  return PLAIN_V1;
}

function resolvedAt(holder: IConstruct, { values, settings }: HeldDefaults): ResolvedDefaults {
  const known = resolved.get(holder);
  if (known) return known;
  const above = holder.node.scope ? defaultsOf(holder.node.scope) : PLAIN_V1;
  // A set pinned here replaces the values above, but not what was set there by name.
  const base = values ? { ...values, ...settingsAbove(holder) } : {};
  const found = mergedSettings({ ...above, ...base }, settings) as ResolvedDefaults;
  resolved.set(holder, found);
  return found;
}

function settingsAbove(holder: IConstruct): ReadSettings {
  const above = holder.node.scopes.slice(0, -1).flatMap((scope) => HELD.by(scope)?.settings ?? []);
  return above.reduce<ReadSettings>(mergedSettings, {});
}

/** The inner wins value by value; of maps, key by key. */
export function mergedSettings(outer: ReadSettings, inner: ReadSettings): ReadSettings {
  const stated = Object.fromEntries(Object.entries(inner).filter(([, value]) => value !== undefined));
  return {
    ...outer,
    ...stated,
    ...(inner.labels ? { labels: { ...outer.labels, ...inner.labels } } : {}),
    ...(inner.registries ? { registries: { ...outer.registries, ...inner.registries } } : {}),
  };
}
