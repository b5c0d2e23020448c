import type { Severity } from '../errors/problem';
import type { GatewayApi } from '../kubernetes/schema';
import type { Manifest } from '../manifests/manifest';
import { POD_KINDS, type PodTemplate, podTemplateOf } from '../manifests/workloads';

/** What of the target cluster the rules ask. */
export interface ClusterFacts {
  readonly kubernetesVersion: string;
  /** Undefined where they are not known. */
  readonly storageClasses?: readonly { readonly name: string; readonly accessModes?: readonly string[] }[];
  /** Undefined where nothing is said of it: then all that any known release has is right. */
  readonly gatewayApi?: GatewayApi;
  /** The Gateway of the routes, where it is ours: it may stand in another environment. */
  readonly gateway?: Manifest;
  /** The DNS domains that the cluster's hosts are in; undefined where they are not known. */
  readonly domains?: readonly string[];
  /** The Secrets with certificates that are there without the YAML; undefined where they are not known. */
  readonly tlsSecrets?: readonly string[];
}

/** The manifests of one environment. A finding refers to them by their index. */
export interface ManifestSet {
  readonly manifests: readonly Manifest[];
  readonly cluster: ClusterFacts;
}

/** One problem in a set of manifests. */
export interface Finding {
  /** The index of the manifest. */
  readonly manifest: number;
  /** The index of the other manifest, where two contradict each other. */
  readonly also?: number;
  readonly severity: Severity;
  readonly rule: string;
  readonly what: string;
  readonly got?: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** A finding, but for the rule's name and the severity when it is the rule's usual one. */
export type Found = Omit<Finding, 'rule' | 'severity'>;

/** What is found in one manifest by a rule that looks at one after the other. */
export type FoundWithin = Omit<Found, 'manifest'>;

/** One truth about manifests, in a file of its own. */
export type Rule = ObjectRule | SetRule;

interface Named {
  /** The name that errors print, in kebab-case. */
  readonly name: string;
  readonly severity: Severity;
  /** The kinds it asks about: it is shown no others. All kinds, where nothing is said. */
  readonly kinds?: readonly string[];
}

/** A rule that asks about one manifest alone. */
export interface ObjectRule extends Named {
  within(manifest: Manifest, cluster: ClusterFacts): Iterable<FoundWithin>;
}

/** A rule that holds manifests against each other. */
export interface SetRule extends Named {
  check(set: ManifestSet): Iterable<Found>;
}

/**
 * A rule that asks about one manifest alone.
 *
 * @param kinds those that it is shown; all, where nothing is said
 */
export function objectRule(
  name: string,
  severity: Severity,
  within: ObjectRule['within'],
  kinds?: readonly string[],
): ObjectRule {
  return { name, severity, kinds, within };
}

/** A rule that asks about the Pods of one manifest: of a workload its template, or the Pod itself. */
export function podRule(
  name: string,
  severity: Severity,
  check: (template: PodTemplate, manifest: Manifest) => Iterable<FoundWithin>,
): ObjectRule {
  const within = (manifest: Manifest) => {
    const template = podTemplateOf(manifest);
    return template ? check(template, manifest) : [];
  };
  return objectRule(name, severity, within, POD_KINDS);
}
