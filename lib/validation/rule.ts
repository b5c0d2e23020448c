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
export interface Rule {
  /** The name that errors print, in kebab-case. */
  readonly name: string;
  readonly severity: Severity;
  /** The kinds it asks about: it is shown no others. All kinds, where nothing is said. */
  readonly kinds?: readonly string[];
  check(set: ManifestSet): Iterable<Found>;
}

/**
 * A rule that looks at one manifest after the other.
 *
 * @param kinds those that it is shown; all, where nothing is said
 */
export function objectRule(
  name: string,
  severity: Severity,
  check: (manifest: Manifest, cluster: ClusterFacts) => Iterable<FoundWithin>,
  kinds?: readonly string[],
): Rule {
  return {
    name,
    severity,
    kinds,
    // Plain loops, here and in the rules that ask about all kinds: most manifests give no finding.
    check({ manifests, cluster }) {
      const all: Found[] = [];
      for (let index = 0; index < manifests.length; index++) {
        for (const found of check(manifests[index]!, cluster)) all.push({ manifest: index, ...found });
      }
      return all;
    },
  };
}

/** A rule that looks at the Pods of one manifest after the other: of each workload their template, or the Pod itself. */
export function podRule(
  name: string,
  severity: Severity,
  check: (template: PodTemplate, manifest: Manifest) => Iterable<FoundWithin>,
): Rule {
  const checkPods = (manifest: Manifest) => {
    const template = podTemplateOf(manifest);
    return template ? check(template, manifest) : [];
  };
  return objectRule(name, severity, checkPods, POD_KINDS);
}
