import type { KubernetesManifest } from '../../lib/kubernetes/generated';

/** Good manifests: that they compile shows what the generated types accept. */
export const deployment: KubernetesManifest = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', labels: { 'app.kubernetes.io/name': 'web' } },
  spec: {
    replicas: 3,
    revisionHistoryLimit: 5,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
    selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
    template: {
      metadata: { labels: { 'app.kubernetes.io/name': 'web' }, annotations: { 'example.com/checksum': 'abc' } },
      spec: {
        automountServiceAccountToken: false,
        serviceAccountName: 'web',
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        topologySpreadConstraints: [
          { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
        ],
        initContainers: [{ name: 'wait', image: 'busybox:1.37.0', restartPolicy: 'Always' }],
        containers: [
          {
            name: 'web',
            image: 'registry.example.com/shop/web:1.4.2',
            imagePullPolicy: 'IfNotPresent',
            ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
            env: [
              { name: 'LOG_LEVEL', value: 'info' },
              { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
              { name: 'CPUS', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1' } } },
            ],
            resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '256Mi' } },
            readinessProbe: { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 5 },
            livenessProbe: { grpc: { port: 8080 } },
            lifecycle: { preStop: { sleep: { seconds: 5 } } },
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
          },
        ],
        volumes: [
          { name: 'tmp', emptyDir: {} },
          { name: 'memory', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
          { name: 'config', configMap: { name: 'web', defaultMode: 0o444, items: [{ key: 'a', path: 'b' }] } },
        ],
      },
    },
  },
};

export const statefulSet = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'etcd', creationTimestamp: null },
  spec: {
    serviceName: 'etcd-headless',
    replicas: 3,
    podManagementPolicy: 'Parallel',
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    selector: { matchLabels: { app: 'etcd' } },
    template: {
      metadata: { labels: { app: 'etcd' }, creationTimestamp: null },
      spec: { containers: [{ name: 'etcd', image: 'quay.io/coreos/etcd:v3.6.6' }] },
    },
    volumeClaimTemplates: [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } },
        status: { phase: 'Pending' },
      },
    ],
  },
  status: { replicas: 0, availableReplicas: 0 },
};

export const customResourceDefinition: KubernetesManifest & { readonly status: unknown } = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    names: { kind: 'Widget', plural: 'widgets', listKind: 'WidgetList', shortNames: ['w'] },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        additionalPrinterColumns: [{ name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' }],
        subresources: { status: {}, scale: { specReplicasPath: '.spec.size', statusReplicasPath: '.status.size' } },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                required: ['size'],
                properties: { size: { type: 'integer', minimum: 1, default: 1 }, any: { items: { type: 'string' } } },
                'x-kubernetes-validations': [{ rule: 'self.size > 0', message: 'size must be positive' }],
                'x-kubernetes-preserve-unknown-fields': true,
              },
            },
          },
        },
      },
    ],
  },
  status: { acceptedNames: { kind: '', plural: '' }, conditions: [], storedVersions: [] },
};

export const autoscaler: KubernetesManifest = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    minReplicas: 2,
    maxReplicas: 10,
    metrics: [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      { type: 'Pods', pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '100' } } },
    ],
    behavior: { scaleDown: { policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }], selectPolicy: 'Min' } },
  },
};

export const networkPolicy: KubernetesManifest = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'web' },
  spec: {
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 'http' }, { port: 9000, endPort: 9010 }] }],
    egress: [{}],
  },
};

export const job: KubernetesManifest = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'migrate' },
  spec: {
    backoffLimit: 3,
    ttlSecondsAfterFinished: 3600,
    podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] }] },
    template: { spec: { restartPolicy: 'Never', containers: [{ name: 'migrate', image: 'flyway/flyway:11.14.0' }] } },
  },
};

export const secret: KubernetesManifest = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'db' },
  type: 'Opaque',
  data: { empty: '', password: 'aHVudGVyMg==' },
  stringData: { user: 'app' },
};

export const roleBinding: KubernetesManifest = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'web' },
  roleRef: { kind: 'Role', name: 'web' },
  subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'shop' }],
};

/** A Pod, which may be wrong. */
export function podWith(fields: object): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web' }], ...fields },
  };
}

/** A Pod with one quantity after the other as limits, which may be wrong. */
export function limits(...quantities: readonly (string | number)[]): object {
  const entries = quantities.map((quantity, index) => [`example.com/${index}`, quantity]);
  return podWith({ containers: [{ name: 'web', resources: { limits: Object.fromEntries(entries) } }] });
}
