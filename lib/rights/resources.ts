import { knownKinds } from '../kubernetes/fields';

/** A resource of the Kubernetes API, as RBAC rules name it. */
export interface Resource {
  /** `''` is the core group. */
  readonly groups: readonly string[];
  /** Whether its objects are in no namespace, so that only a ClusterRole can grant it. */
  readonly clusterWide: boolean;
}

/** Kinds whose objects are in no namespace: `kubectl api-resources --namespaced=false`. */
const CLUSTER_WIDE = new Set(
  `APIService CSIDriver CSINode CertificateSigningRequest ClusterRole ClusterRoleBinding ComponentStatus
   CustomResourceDefinition DeviceClass FlowSchema GatewayClass IPAddress IngressClass MutatingAdmissionPolicy
   MutatingAdmissionPolicyBinding MutatingWebhookConfiguration Namespace Node PersistentVolume PriorityClass
   PriorityLevelConfiguration ResourceSlice RuntimeClass SelfSubjectAccessReview SelfSubjectReview
   SelfSubjectRulesReview ServiceCIDR StorageClass SubjectAccessReview TokenReview ValidatingAdmissionPolicy
   ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration VolumeAttachment VolumeAttributesClass`.split(/\s+/),
);

/**
 * What rules grant though there are no such objects. Signers: https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#authorization
 * Who is impersonated: https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
 */
const WITHOUT_OBJECTS: ReadonlyMap<string, Resource> = new Map([
  ['signers', { groups: ['certificates.k8s.io'], clusterWide: true }],
  ['users', { groups: [''], clusterWide: true }],
  ['groups', { groups: [''], clusterWide: true }],
  ['uids', { groups: ['authentication.k8s.io'], clusterWide: true }],
  ['userextras', { groups: ['authentication.k8s.io'], clusterWide: true }],
]);

/** Kinds that are only asked for below another: `pods/eviction`, `serviceaccounts/token`, `deployments/scale`. */
const BELOW_OTHERS = new Set(['Scale', 'Eviction', 'TokenRequest', 'DeleteOptions', 'WatchEvent']);

const SCALED = ['scale', 'status'];
/** What stands after the slash: https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris */
const SUBRESOURCES: Readonly<Record<string, readonly string[]>> = {
  certificatesigningrequests: ['approval', 'status'],
  daemonsets: ['status'],
  deployments: SCALED,
  namespaces: ['finalize', 'status'],
  nodes: ['configz', 'healthz', 'log', 'metrics', 'pods', 'proxy', 'stats', 'status'],
  pods: [
    'attach',
    'binding',
    'ephemeralcontainers',
    'eviction',
    'exec',
    'log',
    'portforward',
    'proxy',
    'resize',
    'status',
  ],
  replicasets: SCALED,
  replicationcontrollers: SCALED,
  serviceaccounts: ['token'],
  services: ['proxy', 'status'],
  statefulsets: SCALED,
};
const OF_MOST = ['status', 'finalizers'];

let table: ReadonlyMap<string, Resource> | undefined;

/** All resources of the Kubernetes API, by their plural names. */
export function knownResources(): ReadonlyMap<string, Resource> {
  if (table) return table;
  const found = new Map<string, Resource>(WITHOUT_OBJECTS);
  for (const [apiVersion, kind] of knownKinds()) {
    if (kind.endsWith('List') || BELOW_OTHERS.has(kind)) continue;
    const group = apiVersion.includes('/') ? apiVersion.split('/')[0]! : '';
    const known = found.get(pluralOf(kind))?.groups ?? [];
    found.set(pluralOf(kind), {
      groups: known.includes(group) ? known : [...known, group].sort(),
      clusterWide: CLUSTER_WIDE.has(kind),
    });
  }
  table = found;
  return found;
}

/** Whether a resource of the API has a part such as `log` of `pods/log`. */
export function subresourcesOf(resource: string): readonly string[] {
  // Of userextras it is any key: `userextras/scopes`.
  if (resource === 'userextras') return ['*'];
  return [...new Set([...(SUBRESOURCES[resource] ?? []), ...OF_MOST])].sort();
}

/** As the API names them: `Ingress` → `ingresses`, `Gateway` → `gateways`. */
function pluralOf(kind: string): string {
  const one = kind.toLowerCase();
  if (one === 'endpoints') return one;
  if (one.endsWith('s')) return `${one}es`;
  return /[^aeiou]y$/.test(one) ? `${one.slice(0, -1)}ies` : `${one}s`;
}
