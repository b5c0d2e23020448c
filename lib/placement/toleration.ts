import type { Duration } from 'cdk8s';
import { seconds } from '../input/durations';
import { labelKey, labelValue } from '../input/names';
import type { Place } from '../input/place';
import { type Field, optional, type Reader, shape } from '../input/reader';
import { oneOf } from '../input/readers';
import type { Toleration } from '../kubernetes/generated';

/** A taint that Pods bear: `{ key: 'dedicated', value: 'kafka' }`; without a value, any taint of that key. */
export interface TolerationProps {
  /**
   * The taint's key.
   * @default - every taint: for agents that must run on each node
   */
  readonly key?: string;
  /**
   * Whether any value is meant, or one.
   * @default - 'Equal' with a value, 'Exists' without
   */
  readonly operator?: 'Exists' | 'Equal';
  /**
   * The taint's value.
   * @default - any
   */
  readonly value?: string;
  /**
   * The taint's effect.
   * @default - any
   */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /**
   * How long a Pod stays on a node after it got such a taint: a number of seconds, or a Duration. `NoExecute` alone.
   * @default - for ever
   */
  readonly tolerationSeconds?: number | Duration;
}

const FIELDS = {
  key: optional(labelKey),
  operator: optional(oneOf<'Exists' | 'Equal'>('Exists', 'Equal')),
  value: optional(labelValue),
  effect: optional(
    oneOf<'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'>('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
  ),
  tolerationSeconds: optional(seconds(0)),
} satisfies Record<keyof TolerationProps, Field<unknown>>;
const TOLERATION = shape<TolerationProps>()('a toleration', FIELDS);

export const toleration: Reader<Toleration> = {
  allowed: TOLERATION.allowed,
  fallback: { operator: 'Exists' },
  read(given, at) {
    const { key, value, effect, tolerationSeconds, ...read } = TOLERATION.read(given, at);
    const operator = read.operator ?? (value === undefined ? 'Exists' : 'Equal');
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
      needs('tolerationSeconds', tolerationSeconds, "effect: 'NoExecute'", at);
    }
    if (key === undefined && operator === 'Equal') needs('operator', operator, 'a key', at);
    if (value !== undefined && operator === 'Exists') needs('value', value, "operator: 'Equal'", at);
    if (value === undefined && operator === 'Equal') needs('operator', operator, 'a value', at);
    return { key, operator, value, effect, tolerationSeconds };
  },
};

/** k8s.io/kubernetes pkg/apis/core/validation ValidateTolerations. */
function needs(prop: string, got: unknown, other: string, at: Place): void {
  at.key(prop).complain({
    rule: 'toleration-conflict',
    what: `has a meaning only together with ${other}`,
    got,
    allowed: `${prop} beside ${other}`,
    fix: `add ${other}, or remove ${prop}`,
  });
}
