/** Which values of a field need the gate. */
type Values = (value: unknown) => boolean;

/** A field that the API server's schema has, while its feature is switched off in some versions. */
export interface GatedField {
  readonly gate: string;
  /** Kinds whose manifests the path starts in; a Pod's spec, where none are given. */
  readonly kinds?: readonly string[];
  /** The way to it, `[]` after the name of a list. */
  readonly path: string;
  /** The values that need the gate: all, where nothing is said. */
  readonly values?: Values;
  /** The first minor version whose schema has it, where that is not the oldest known: before, it is an unknown field or value. */
  readonly since?: number;
  /** The first minor version that has it switched on by default; none is known, where nothing is said. */
  readonly onSince?: number;
  /** What to do without it. */
  readonly fix: string;
}

const oneOf =
  (...values: readonly unknown[]): Values =>
  (value) =>
    values.includes(value);
const CONTAINER_LISTS = ['containers[]', 'initContainers[]'];
const ofContainers = (field: GatedField): readonly GatedField[] =>
  CONTAINER_LISTS.map((list) => ({ ...field, path: `${list}.${field.path}` }));
/** A field of what a claim for devices says, in a claim and in a template of claims. */
const ofClaims = (path: string, { gate, fix }: Pick<GatedField, 'gate' | 'fix'>): readonly GatedField[] => [
  { gate, kinds: ['ResourceClaim'], path: `spec.devices.${path}`, onSince: 36, fix },
  { gate, kinds: ['ResourceClaimTemplate'], path: `spec.spec.devices.${path}`, onSince: 36, fix },
];
const ofRequests = (field: string, gated: Pick<GatedField, 'gate' | 'fix'>): readonly GatedField[] =>
  ['exactly', 'firstAvailable[]'].flatMap((request) => ofClaims(`requests[].${request}.${field}`, gated));
const AUTOSCALER = ['HorizontalPodAutoscaler'];
const TOLERANCE = {
  gate: 'HPAConfigurableTolerance',
  kinds: AUTOSCALER,
  onSince: 35,
  fix: "leave the tolerance out: then the cluster's own of 0.1 holds",
};

/**
 * Fields of 1.34 and later that are off by default in some version. With the gate off, the API server refuses the object,
 * or drops the field without a word. The stages are those of pkg/features/kube_features.go of k8s.io/kubernetes and of
 * kubernetes.io/docs/reference/command-line-tools-reference/feature-gates; what 1.34 has on already (resizePolicy,
 * hostUsers, resources of the Pod, resourceClaims) needs no row.
 */
export const GATED_FIELDS: readonly GatedField[] = [
  {
    // KEP-5471: alpha in 1.35.
    gate: 'TaintTolerationComparisonOperators',
    path: 'tolerations[].operator',
    since: 35,
    values: oneOf('Gt', 'Lt'),
    fix: "tolerate the taint's values by Equal, or all of its key by Exists",
  },
  {
    // KEP-3257: beta in 1.33, but off; on with 1.37.
    gate: 'ClusterTrustBundleProjection',
    path: 'volumes[].projected.sources[].clusterTrustBundle',
    onSince: 37,
    fix: 'take the certificates from a ConfigMap, such as one that trust-manager writes',
  },
  {
    // KEP-4317: beta in 1.35, but off.
    gate: 'PodCertificateRequest',
    path: 'volumes[].projected.sources[].podCertificate',
    fix: 'take the certificate from a Secret, or from the CSI driver of cert-manager',
  },
  {
    // KEP-4639: beta in 1.33, but off; on with 1.35.
    gate: 'ImageVolume',
    path: 'volumes[].image',
    onSince: 35,
    fix: 'copy the files in an init container',
  },
  {
    // Switched off in 1.33: https://kubernetes.io/docs/concepts/storage/volumes/#gitrepo.
    gate: 'GitRepoVolumeDriver',
    path: 'volumes[].gitRepo',
    fix: 'clone in an init container into an emptyDir',
  },
  // KEP-4671: alpha; workloadRef in 1.35, schedulingGroup from 1.36 on.
  { gate: 'GenericWorkload', path: 'workloadRef', since: 35, fix: 'leave it out: the Pods are scheduled one by one' },
  {
    gate: 'GenericWorkload',
    path: 'schedulingGroup',
    since: 36,
    fix: 'leave it out: the Pods are scheduled one by one',
  },
  // KEP-4762: alpha in 1.34, on with 1.35.
  { gate: 'HostnameOverride', path: 'hostnameOverride', onSince: 35, fix: 'use hostname and subdomain' },
  ...ofContainers({
    // KEP-4960, https://github.com/kubernetes/enhancements/pull/6186: on with 1.37.
    gate: 'ContainerStopSignals',
    path: 'lifecycle.stopSignal',
    onSince: 37,
    fix: 'send the signal in preStop with Hook.exec, or set STOPSIGNAL in the image',
  }),
  // KEP-5307: alpha in 1.34, on with 1.35. The policy Always of an init container makes a sidecar, and is older.
  ...ofContainers({
    gate: 'ContainerRestartRules',
    path: 'restartPolicyRules',
    onSince: 35,
    fix: 'leave them out: the restartPolicy of the Pod holds for all exit codes',
  }),
  {
    gate: 'ContainerRestartRules',
    path: 'containers[].restartPolicy',
    onSince: 35,
    fix: 'write the restartPolicy of the Pod',
  },
  {
    gate: 'ContainerRestartRules',
    path: 'initContainers[].restartPolicy',
    values: oneOf('Never', 'OnFailure'),
    onSince: 35,
    fix: 'write the restartPolicy of the Pod',
  },
  // KEP-5532: alpha in 1.35, on with 1.36.
  ...ofContainers({
    gate: 'RestartAllContainersOnContainerExits',
    path: 'restartPolicyRules[].action',
    values: oneOf('RestartAllContainers'),
    since: 35,
    onSince: 36,
    fix: "restart the container alone, with the action 'Restart'",
  }),
  // KEP-3721: alpha in 1.34, on with 1.35.
  ...ofContainers({
    gate: 'EnvFiles',
    path: 'env[].valueFrom.fileKeyRef',
    onSince: 35,
    fix: 'let the command read the file, or take the value from a ConfigMap',
  }),
  // KEP-4951: alpha in 1.33, on with 1.35.
  { ...TOLERANCE, path: 'spec.behavior.scaleUp.tolerance' },
  { ...TOLERANCE, path: 'spec.behavior.scaleDown.tolerance' },
  {
    // KEP-2021: alpha since 1.16.
    gate: 'HPAScaleToZero',
    kinds: AUTOSCALER,
    path: 'spec.minReplicas',
    values: oneOf(0),
    fix: 'write a minimum of 1, or scale to nothing with KEDA',
  },
  {
    // KEP-3294: alpha since 1.26.
    gate: 'CrossNamespaceVolumeDataSource',
    kinds: ['PersistentVolumeClaim'],
    path: 'spec.dataSourceRef.namespace',
    fix: 'take a snapshot in the namespace of the claim',
  },
  {
    gate: 'CrossNamespaceVolumeDataSource',
    kinds: ['StatefulSet'],
    path: 'spec.volumeClaimTemplates[].spec.dataSourceRef.namespace',
    fix: 'take a snapshot in the namespace of the claim',
  },
  // KEP-5055 and KEP-5075: alpha in 1.33 and 1.34, on with 1.36.
  ...ofRequests('tolerations', {
    gate: 'DRADeviceTaints',
    fix: 'leave them out: only devices without taints are given',
  }),
  ...ofRequests('capacity', {
    gate: 'DRAConsumableCapacity',
    fix: 'leave it out: a whole device is given',
  }),
  ...ofClaims('constraints[].distinctAttribute', {
    gate: 'DRAConsumableCapacity',
    fix: 'leave it out, or ask for the devices in claims of their own',
  }),
  {
    // KEP-5004: alpha in 1.34, on with 1.36.
    gate: 'DRAExtendedResource',
    kinds: ['DeviceClass'],
    path: 'spec.extendedResourceName',
    onSince: 36,
    fix: 'leave it out: Pods ask for the devices by resourceClaims',
  },
  {
    // KEP-4876: beta in 1.34, but off; on with 1.35.
    gate: 'MutableCSINodeAllocatableCount',
    kinds: ['CSIDriver'],
    path: 'spec.nodeAllocatableUpdatePeriodSeconds',
    onSince: 35,
    fix: 'leave it out: the count is read when the driver registers',
  },
  {
    // KEP-5030: alpha in 1.35, and in the schema from 1.36 on.
    gate: 'VolumeLimitScaling',
    kinds: ['CSIDriver'],
    path: 'spec.preventPodSchedulingIfMissing',
    since: 36,
    fix: 'leave it out: Pods are scheduled to nodes without the driver, too',
  },
];
