/**
 * The order in which people expect the keys of a Kubernetes object: that of the examples in the Kubernetes
 * documentation, and of `helm create`. A key has one rank wherever it appears, so this is one list; keys that are not
 * in it follow in alphabetical order. The groups are for the reader, and stand in an order that suits the keys which
 * appear in several places (`name`, `type`, `selector`, `securityContext`, …).
 */
const FIELD_GROUPS: readonly (readonly string[])[] = [
  // Every object, and every reference to one.
  ['apiVersion', 'group', 'apiGroup', 'kind', 'metadata', 'name', 'generateName', 'namespace', 'labels', 'annotations'],
  // Key-and-value items: env, label selectors, tolerations, conditions; sources of files.
  ['weight', 'server', 'key', 'operator', 'host', 'hosts', 'path', 'pathType', 'type', 'status', 'value', 'valueFrom'],
  ['values', 'effect', 'tolerationSeconds', 'reason', 'message', 'fieldPath', 'containerName', 'resource', 'divisor'],
  // StorageClass, PersistentVolume, PersistentVolumeClaim.
  ['provisioner', 'parameters', 'reclaimPolicy', 'allowVolumeExpansion', 'volumeBindingMode', 'allowedTopologies'],
  ['capacity', 'accessModes', 'volumeMode', 'persistentVolumeReclaimPolicy', 'storageClassName'],
  ['volumeAttributesClassName', 'mountOptions', 'claimRef', 'volumeName', 'dataSource', 'dataSourceRef'],
  // Autoscalers, disruption budgets, rolling updates.
  ['scaleTargetRef', 'minReplicas', 'maxReplicas', 'metrics', 'behavior', 'scaleUp', 'scaleDown'],
  ['stabilizationWindowSeconds', 'selectPolicy', 'policies', 'minAvailable', 'maxSurge', 'maxUnavailable', 'partition'],
  // CronJob and Job.
  ['schedule', 'timeZone', 'concurrencyPolicy', 'startingDeadlineSeconds', 'suspend', 'successfulJobsHistoryLimit'],
  ['failedJobsHistoryLimit', 'completions', 'parallelism', 'completionMode', 'backoffLimit', 'backoffLimitPerIndex'],
  ['maxFailedIndexes', 'activeDeadlineSeconds', 'ttlSecondsAfterFinished', 'podReplacementPolicy', 'podFailurePolicy'],
  ['successPolicy'],
  // Workloads and Services.
  ['replicas', 'serviceName', 'clusterIP', 'clusterIPs', 'ipFamilyPolicy', 'ipFamilies', 'externalName'],
  ['loadBalancerClass', 'loadBalancerIP', 'loadBalancerSourceRanges', 'externalTrafficPolicy', 'internalTrafficPolicy'],
  ['trafficDistribution', 'publishNotReadyAddresses', 'sessionAffinity', 'sessionAffinityConfig', 'selector'],
  ['matchLabels', 'matchExpressions', 'strategy', 'updateStrategy', 'rollingUpdate', 'podManagementPolicy', 'ordinals'],
  ['minReadySeconds', 'progressDeadlineSeconds', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy'],
  ['whenDeleted', 'whenScaled'],
  // RBAC and webhooks; `resources` follows with the container's fields.
  ['operations', 'aggregationRule', 'apiGroups', 'apiVersions', 'roleRef', 'subjects'],
  // Pod: who it is.
  [
    'hostname',
    'subdomain',
    'setHostnameAsFQDN',
    'serviceAccountName',
    'automountServiceAccountToken',
    'enableServiceLinks',
  ],
  ['imagePullSecrets', 'runtimeClassName', 'hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace'],
  ['dnsPolicy', 'dnsConfig', 'hostAliases'],
  // Container. `restartPolicy` belongs to sidecars and to the Pods of Jobs.
  ['image', 'imagePullPolicy', 'restartPolicy', 'workingDir', 'command', 'args', 'stdin', 'stdinOnce', 'tty'],
  // NetworkPolicy, Ingress, Gateway API; `from` and `to` before `ports`.
  ['gatewayClassName', 'ingressClassName', 'parentRefs', 'hostnames', 'namespaceSelector', 'podSelector'],
  ['policyTypes', 'ipBlock', 'cidr', 'except', 'ingress', 'egress', 'from', 'to'],
  ['ports', 'containerPort', 'port', 'endPort', 'number', 'targetPort', 'nodePort', 'hostPort', 'hostIP', 'protocol'],
  ['appProtocol', 'scheme', 'httpHeaders', 'defaultBackend', 'issuerRef', 'dnsNames', 'tls', 'listeners'],
  // Container, continued.
  ['envFrom', 'env', 'resources', 'resourceNames', 'nonResourceURLs', 'verbs', 'requests', 'limits', 'claims'],
  ['volumeMounts', 'volumeDevices', 'mountPath', 'subPath', 'subPathExpr', 'readOnly', 'devicePath'],
  ['startupProbe', 'livenessProbe', 'readinessProbe', 'exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'],
  ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'successThreshold', 'failureThreshold'],
  ['lifecycle', 'postStart', 'preStop', 'securityContext'],
  // Security contexts.
  ['runAsNonRoot', 'runAsUser', 'runAsGroup', 'fsGroup', 'fsGroupChangePolicy', 'supplementalGroups'],
  ['privileged', 'allowPrivilegeEscalation', 'readOnlyRootFilesystem', 'capabilities', 'drop', 'add'],
  ['seccompProfile', 'appArmorProfile', 'seLinuxOptions', 'sysctls'],
  // Pod: where it runs and how it ends.
  ['terminationGracePeriodSeconds', 'priorityClassName', 'priority', 'schedulerName', 'nodeName', 'nodeSelector'],
  ['affinity', 'nodeAffinity', 'podAffinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'],
  ['preferredDuringSchedulingIgnoredDuringExecution', 'preference', 'podAffinityTerm', 'tolerations'],
  ['topologySpreadConstraints', 'maxSkew', 'topologyKey', 'whenUnsatisfiable', 'labelSelector'],
  // Pod: what runs in it.
  ['initContainers', 'containers', 'ephemeralContainers', 'volumes'],
  // Volume sources.
  ['driver', 'volumeHandle', 'secretName', 'claimName', 'fsType', 'sources', 'items', 'mode', 'optional'],
  ['defaultMode', 'medium', 'sizeLimit'],
  // Routing rules.
  ['http', 'paths', 'backend', 'matches', 'filters', 'backendRefs', 'rules'],
  // What makes an object long stands last.
  ['secretStoreRef', 'refreshPolicy', 'refreshInterval', 'secretKey', 'remoteRef'],
  ['jobTemplate', 'template', 'volumeClaimTemplates', 'spec', 'immutable', 'stringData', 'data', 'binaryData'],
];

/** Rank of each key: the smaller, the earlier. */
const RANKS: ReadonlyMap<string, number> = new Map(FIELD_GROUPS.flat().map((field, rank) => [field, rank]));

/**
 * Fields whose keys are the user's data, so that no key in them has a meaning of its own: the `additionalProperties`
 * of the OpenAPI documents of Kubernetes 1.34 to 1.36 (without status), `properties` and its like of a
 * CustomResourceDefinition's schema, and `values` of Flux's HelmRelease. It holds for maps alone, and for one level:
 * the schemas below `properties` are ordered as usual.
 */
const FREE_MAPS: ReadonlySet<string> = new Set([
  ...['labels', 'annotations', 'userAnnotations', 'matchLabels', 'nodeSelector'],
  ...['data', 'stringData', 'binaryData', 'parameters', 'volumeAttributes', 'options', 'attributes', 'values', 'extra'],
  ...['limits', 'requests', 'capacity', 'hard', 'podFixed', 'counters'],
  ...['default', 'defaultRequest', 'min', 'max', 'maxLimitRequestRatio'],
  ...['properties', 'patternProperties', 'definitions', 'dependencies'],
]);

/** What a key is sorted by where it has a meaning; those of one rank follow each other in alphabetical order. */
export function rankOf(key: string): number {
  return RANKS.get(key) ?? RANKS.size;
}

/** Whether the keys of the map under `field` are the user's data, and so are sorted by alphabet alone. */
export function isFreeMap(field: string | undefined, map: object): boolean {
  if (field === undefined) return false;
  if (FREE_MAPS.has(field)) return true;
  // A Service's and a ReplicationController's selector is a map of labels, every other one a LabelSelector.
  return field === 'selector' && Object.values(map).every((value) => typeof value === 'string');
}
