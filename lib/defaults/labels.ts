import type { Place } from '../input/place';

const OWN = ['app.kubernetes.io/name', 'app.kubernetes.io/instance'];

/** Complains about labels that a workload has from its names, and selects its Pods by. */
export function checkLabels(labels: Readonly<Record<string, string>> | undefined, at: Place): void {
  for (const key of OWN) {
    if (labels?.[key] === undefined) continue;
    at.key(key).complain({
      rule: 'reserved-label',
      what: 'comes from the names of the workload',
      got: labels[key],
      allowed: 'other labels, such as app.kubernetes.io/part-of, app.kubernetes.io/component and your own',
      fix: `remove ${key}; application and name of the workload say it`,
    });
  }
}
