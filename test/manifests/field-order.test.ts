import { orderedKeys } from '../../lib/manifests/yaml-keys';

describe('keys are printed in the order people expect', () => {
  test.each<[string, string | undefined, string]>([
    ['an object', undefined, 'apiVersion kind metadata spec'],
    ['metadata', 'metadata', 'name namespace labels annotations finalizers ownerReferences'],
    ['a Secret', undefined, 'apiVersion kind metadata type immutable stringData data'],
    ['a Deployment', 'spec', 'replicas selector strategy revisionHistoryLimit template'],
    [
      'a StatefulSet',
      'spec',
      'replicas serviceName selector updateStrategy podManagementPolicy persistentVolumeClaimRetentionPolicy template ' +
        'volumeClaimTemplates',
    ],
    ['a Job', 'spec', 'completions parallelism backoffLimit ttlSecondsAfterFinished template'],
    ['a CronJob', 'spec', 'schedule timeZone concurrencyPolicy jobTemplate'],
    ['a Service', 'spec', 'type clusterIP publishNotReadyAddresses selector ports'],
    ['a port of a Service', undefined, 'name port targetPort nodePort protocol appProtocol'],
    ['a port of a container', undefined, 'name containerPort hostPort protocol'],
    [
      'a Pod',
      'spec',
      'serviceAccountName automountServiceAccountToken enableServiceLinks hostNetwork restartPolicy securityContext ' +
        'terminationGracePeriodSeconds priorityClassName nodeSelector affinity tolerations ' +
        'topologySpreadConstraints initContainers containers volumes',
    ],
    [
      'a container',
      undefined,
      'name image imagePullPolicy command args stdin tty ports envFrom env resources volumeMounts startupProbe ' +
        'livenessProbe readinessProbe lifecycle securityContext',
    ],
    ['an environment variable', undefined, 'name value valueFrom'],
    ['a probe', 'livenessProbe', 'httpGet initialDelaySeconds periodSeconds timeoutSeconds failureThreshold'],
    ['an HTTP probe', 'httpGet', 'host path port scheme httpHeaders'],
    ['a mount', undefined, 'name mountPath subPath readOnly'],
    ['a host path', 'hostPath', 'path type'],
    ['an NFS volume', 'nfs', 'server path readOnly'],
    ['a toleration', undefined, 'key operator value effect tolerationSeconds'],
    ['a claim', 'spec', 'accessModes volumeMode storageClassName selector resources'],
    ['a volume', 'spec', 'capacity accessModes persistentVolumeReclaimPolicy storageClassName nodeAffinity nfs'],
    ['a storage class', undefined, 'apiVersion kind metadata provisioner parameters reclaimPolicy volumeBindingMode'],
    ['an autoscaler', 'spec', 'scaleTargetRef minReplicas maxReplicas metrics behavior'],
    ['a disruption budget', 'spec', 'minAvailable selector unhealthyPodEvictionPolicy'],
    ['a network policy', 'spec', 'podSelector policyTypes ingress egress'],
    ['a rule of a network policy', undefined, 'from ports'],
    ['a peer of a network policy', undefined, 'namespaceSelector podSelector'],
    ['an Ingress', 'spec', 'ingressClassName tls rules'],
    ['a rule of an Ingress', undefined, 'host http'],
    ['a path of an Ingress', undefined, 'path pathType backend'],
    ['an HTTPRoute', 'spec', 'parentRefs hostnames rules'],
    ['a rule of an HTTPRoute', undefined, 'matches filters backendRefs timeouts'],
    ['a rule of a role', undefined, 'apiGroups resources resourceNames verbs'],
    ['a role binding', undefined, 'apiVersion kind metadata roleRef subjects'],
    ['a subject', undefined, 'kind name namespace'],
    ['a reference to an object', 'scaleTargetRef', 'apiVersion kind name'],
    ['a label selector', 'selector', 'matchLabels matchExpressions'],
    ['an unknown object', undefined, 'name alpha beta zeta'],
  ])('%s', (_, field, expected) => {
    const keys = expected.split(' ');
    expect(namesOf(mapOf([...keys].sort(), {}), field)).toEqual(keys);
    expect(namesOf(mapOf([...keys].reverse(), {}), field)).toEqual(keys);
  });
});

describe("keys that are the user's data are printed in alphabetical order", () => {
  const keys = ['type', 'name', 'kind', 'app', 'Zone', 'apiVersion', 'metadata'];
  const alphabetical = ['Zone', 'apiVersion', 'app', 'kind', 'metadata', 'name', 'type'];

  test.each([
    ...['labels', 'annotations', 'matchLabels', 'nodeSelector', 'selector'],
    ...['data', 'stringData', 'binaryData', 'parameters', 'volumeAttributes', 'properties'],
  ])('%s', (field) => {
    expect(namesOf(mapOf(keys, 'text'), field)).toEqual(alphabetical);
  });
});

function namesOf(map: object, field: string | undefined): readonly string[] {
  return orderedKeys(map, field).map(({ name }) => name);
}

function mapOf(keys: readonly string[], value: unknown): object {
  return Object.fromEntries(keys.map((key) => [key, value]));
}
