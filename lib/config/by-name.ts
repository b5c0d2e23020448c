import type { IConstruct } from 'constructs';
import type { Place } from '../input/place';
import { clusterScope } from '../platform/isolation-of';

/*
 * A ConfigMap of ours that a workload names as a text: its Pods read it, but no checksum follows it. It is found, and not
 * followed all the same, because then a ConfigMap that is added would change the Pods of others.
 */

const HELD = Symbol.for('cdk8s-statecraft.config-maps');

interface Holder extends IConstruct {
  readonly [HELD]?: Map<string, IConstruct>;
}

/** A workload whose Pods are replaced when their configuration changes. */
interface Follows {
  readonly _followsConfig?: boolean;
}

/** Keeps that there is a ConfigMap of ours. */
export function holdConfigMap(construct: IConstruct, namespace: string | undefined, name: string): void {
  const cluster = clusterScope(construct) as Holder;
  if (!cluster[HELD]) Object.defineProperty(cluster, HELD, { value: new Map() });
  cluster[HELD]!.set(keyOf(namespace, name), construct);
}

/** Complains, when the app is complete, about a name that is a ConfigMap's of ours, where the Pods follow others. */
export function checkByName(name: string, at: Place): void {
  at.whenComplete((place, namespace, workload) => {
    if ((workload as Follows)._followsConfig !== true) return;
    const found = (clusterScope(workload) as Holder)[HELD]?.get(keyOf(namespace, name));
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
