import type { IConstruct } from 'constructs';
import type { Place } from '../input/place';
import { clusterScope } from '../platform/isolation-of';
import { Held } from '../tree/held';

/*
 * A ConfigMap of ours that a workload names as a text: its Pods read it, but no checksum follows it. It is found, and not
 * followed all the same, because then a ConfigMap that is added would change the Pods of others.
 */

/** By their namespace and their name. */
const CONFIG_MAPS = new Held<Map<string, IConstruct>>('config-maps');

/** A workload whose Pods are replaced when their configuration changes. */
interface Follows {
  readonly _followsConfig?: boolean;
}

/** Keeps that there is a ConfigMap of ours. */
export function holdConfigMap(construct: IConstruct, namespace: string | undefined, name: string): void {
  CONFIG_MAPS.byOr(clusterScope(construct), () => new Map()).set(keyOf(namespace, name), construct);
}

/** Complains, when the app is complete, about a name that is a ConfigMap's of ours, where the Pods follow others. */
export function checkByName(name: string, at: Place): void {
  at.whenComplete((place, namespace, workload) => {
    if ((workload as Follows)._followsConfig !== true) return;
    const found = CONFIG_MAPS.by(clusterScope(workload))?.get(keyOf(namespace, name));
    if (found === undefined) return;
    place.complain({
      rule: 'config-by-name',
      severity: 'unsafe',
      what: 'names a ConfigMap of this app as a text: a change of it does not replace the Pods',
      got: name,
      allowed: 'the ConfigMap itself, or rollOnConfigChange: false',
      fix: `hand on the construct ${found.node.path} instead of its name`,
    });
  });
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}
