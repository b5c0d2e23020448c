import type { Place } from '../input/place';

type Labels = Readonly<Record<string, string>>;

/** The labels of a workload: they come from names alone, never from a path (P1). */
export interface Identity {
  /** The objects' name. */
  readonly name: string;
  /** What selects the Pods; Kubernetes accepts no change of it. */
  readonly selector: Labels;
  /** What all our objects of the workload carry. */
  readonly labels: Labels;
  /** What the Pods carry: the selector's labels at least. */
  readonly podLabels: Labels;
}

/** What the user said about labels. */
export interface IdentityInput {
  readonly name: string;
  readonly application?: string;
  readonly selector?: Labels;
  readonly podLabels?: Labels;
  /** Labels of all objects and of the Pods; never in the selector. */
  readonly common?: Labels;
}

/** Puts the labels of a workload together. */
export function identityOf({ name, application, selector, podLabels, common }: IdentityInput): Identity {
  const labels = { 'app.kubernetes.io/name': application ?? name, 'app.kubernetes.io/instance': name };
  return {
    name,
    labels,
    selector: selector ?? labels,
    podLabels: { ...labels, ...common, ...labels, ...selector, ...podLabels },
  };
}

/** Complains about selectors that the workload's own Pods don't carry. */
export function checkSelector({ selector, podLabels }: Identity, at: Place): void {
  if (Object.keys(selector).length === 0) {
    at.complain({
      rule: 'empty-selector',
      what: 'is empty',
      got: selector,
      allowed: 'at least one label',
      fix: 'leave selector out, or give the labels of the running workload',
    });
  }
  for (const [key, value] of Object.entries(selector)) {
    if (podLabels[key] === value) continue;
    at.key(key).complain({
      rule: 'selector-not-on-pods',
      what: 'selects a label that the Pods do not carry',
      got: `${key}: ${value}`,
      allowed: `${key}: ${podLabels[key]}, as podLabels say`,
      fix: `remove ${key} from podLabels, or write ${value} there too`,
    });
  }
}
