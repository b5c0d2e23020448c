import type { IConstruct } from 'constructs';
import { Held } from '../tree/held';
import type { IsolationLevel } from './isolation';
import { platformHeldBy, platformHolder } from './platform';

const LEVELS = new Held<IsolationLevel>('isolation');
const NAMESPACES = new Held<Map<string, IsolationLevel>>('isolation-of-namespaces');

/** Makes a construct (a chart, an environment, the app) the holder of an isolation for all below it. */
export function holdIsolation(holder: IConstruct, level: IsolationLevel): void {
  LEVELS.set(holder, level);
}

/** States the isolation of a namespace, for all workloads of the same environment that are in it, in whatever chart. */
export function holdNamespaceIsolation(anywhere: IConstruct, namespace: string, level: IsolationLevel): void {
  NAMESPACES.byOr(clusterScope(anywhere), () => new Map()).set(namespace, level);
}

/**
 * The isolation of the nearest that states one: a construct in the chart, the chart, the namespace, the environment, its
 * platform, the app. Undefined where nobody does. Asked when rendered, because a Namespace may be made last.
 */
export function isolationOf(construct: IConstruct, namespace: string | undefined): IsolationLevel | undefined {
  const cluster = clusterScope(construct);
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    const ofNamespace = at === cluster && namespace !== undefined ? NAMESPACES.by(at)?.get(namespace) : undefined;
    const level = ofNamespace ?? LEVELS.by(at) ?? platformHeldBy(at)?.isolation;
    if (level !== undefined) return level;
  }
  return undefined;
}

/** What stands for one cluster: the environment, or the whole tree. Namespaces of equal names are one within it. */
export function clusterScope(construct: IConstruct): IConstruct {
  return platformHolder(construct) ?? construct.node.root;
}
