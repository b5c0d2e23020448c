import type { Manifest } from './manifest';

/** Kinds without a namespace among those of Kubernetes itself and the Gateway API; `kubectl api-resources --namespaced=false`. */
const CLUSTER_KINDS = new Set([
  'APIService',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'CSIDriver',
  'CSINode',
  'CustomResourceDefinition',
  'DeviceClass',
  'FlowSchema',
  'GatewayClass',
  'IPAddress',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'ResourceSlice',
  'RuntimeClass',
  'ServiceCIDR',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttributesClass',
  'VolumeAttachment',
]);

/** The API group of a version: `apps/v1` → `apps`, `v1` → ''. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Whether objects of a kind are in no namespace. */
export function isOfCluster(kind: string): boolean {
  return CLUSTER_KINDS.has(kind);
}

/** The namespace of an object as far as it is known: '' where the deployer decides or there is none. */
export function namespaceOf(manifest: Manifest): string {
  return isOfCluster(manifest.kind) ? '' : (manifest.metadata?.namespace ?? '');
}

/** What the API server knows an object by. The version doesn't count: `v1` and `v1beta1` are the same object. */
export function identityKey(manifest: Manifest): string {
  return `${groupOf(manifest.apiVersion)}/${manifest.kind}/${namespaceOf(manifest)}/${manifest.metadata?.name ?? ''}`;
}

/** `Deployment web in namespace shop`. */
export function title(manifest: Manifest): string {
  const namespace = namespaceOf(manifest);
  return `${manifest.kind} ${manifest.metadata?.name ?? '(no name)'}${namespace ? ` in namespace ${namespace}` : ''}`;
}
