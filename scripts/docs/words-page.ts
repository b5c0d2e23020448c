import { WORDS } from '../../lib/input/words';
import type { Word, Words } from '../../lib/input/words/word';
import { apiOf } from '../../lib/kubernetes/fields';

const HEAD = `# From YAML: where each field has its place

Who moves a service from Helm or from YAML finds here what each field of a manifest is called in our props. \`same\` is a prop
of the same name. Most fields are written nowhere, because what a construct emits by default is what you would have written:

\`\`\`ts
new StatelessService(chart, 'web', {
  image: 'registry.example.com/shop/web:1.4.2',
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
  health: Health.http({ ready: '/ready', live: '/healthz', startupBudget: 60 }),
  resources: { cpu: '250m', memory: '512Mi' },
  replicas: 3,
  env: { LOG_LEVEL: 'info', DB_PASSWORD: EnvSource.secretKey('web-db', 'password') },
  writable: ['/tmp'],
});
\`\`\`

\`\`\`yaml
kind: Deployment
metadata: { name: web, labels: { app.kubernetes.io/name: web, app.kubernetes.io/instance: web } }
spec:
  replicas: 3
  selector: { matchLabels: { app.kubernetes.io/name: web, app.kubernetes.io/instance: web } }
  strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 25%, maxUnavailable: 0 } }
  template:
    metadata: { labels: { app.kubernetes.io/name: web, app.kubernetes.io/instance: web } }
    spec:
      serviceAccountName: web
      automountServiceAccountToken: false
      securityContext: { runAsNonRoot: true, runAsUser: 10001, fsGroup: 10001, seccompProfile: { type: RuntimeDefault } }
      affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100 }] } }
      topologySpreadConstraints: [{ topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway }]
      containers:
        - name: web
          image: registry.example.com/shop/web:1.4.2
          ports: [{ name: http, containerPort: 8080, protocol: TCP }]
          env:
            - { name: LOG_LEVEL, value: info }
            - { name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: web-db, key: password } } }
          resources: { requests: { cpu: 250m, memory: 512Mi }, limits: { memory: 512Mi } }
          volumeMounts: [{ name: tmp, mountPath: /tmp }]
          startupProbe: { httpGet: { path: /healthz, port: http }, periodSeconds: 5, failureThreshold: 12 }
          livenessProbe: { httpGet: { path: /healthz, port: http } }
          readinessProbe: { httpGet: { path: /ready, port: http } }
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
      volumes: [{ name: tmp, emptyDir: {} }]
---
kind: Service
metadata: { name: web }
spec: { type: ClusterIP, ports: [{ name: http, port: 80, targetPort: http }] }
---
kind: PodDisruptionBudget
metadata: { name: web }
spec: { maxUnavailable: 1 }
---
kind: ServiceAccount
metadata: { name: web }
---
kind: NetworkPolicy
metadata: { name: web }
spec: { ingress: [{ ports: [{ port: 8080, protocol: TCP }] }] }
\`\`\`

| You have | Here |
|---|---|
| Deployment, its Service, HPA, PDB, ServiceAccount, NetworkPolicy | one \`StatelessService\` |
| StatefulSet, its Services, claim templates, PDB | one \`StatefulCluster\` ([names of a running one](stateful.md)) |
| DaemonSet | \`NodeAgent\` |
| Job, CronJob | \`BatchJob\`, \`ScheduledJob\` |
| Ingress, HTTPRoute | \`IngressRoute\` ([dialects](routes.md)) |
| ConfigMap, Secret | \`files\`, \`ConfigMap\`, \`ExternalSecret\`, \`SealedSecret\` ([configuration](configuration.md)) |
| PersistentVolumeClaim | \`storage: [Storage.claim(…)]\`, or \`PersistentVolumeClaim\` for one that stands for itself ([storage](storage.md)) |
| Role, RoleBinding and their like of the cluster | \`web.grants\` ([rights](network.md#rights)) |
| ServiceMonitor, PodMonitor | \`metrics: Metrics.scrape(…)\` ([metrics](network.md#metrics)) |
| a Helm hook | \`Replacement\` of a BatchJob ([jobs](workloads.md#a-job)) |
| any other kind, also of a CRD | \`KubernetesObject\`, or what \`cdk8s import\` makes |

\`metadata\`: the id or \`name\` is the name, the chart has the namespace; \`labels\` and \`annotations\` are on all objects of a
construct (labels on its Pods, too), \`podLabels\` and \`podAnnotations\` on its Pods alone. Selectors follow from the names;
\`selector\` keeps that of a workload that runs.

This page is written by \`npm run docs\` from the table that errors take their fixes from: \`nodeSelector\` among the props of a
workload is an error that says \`scheduling: { nodeSelector: { … } }\`. A test holds it to the fields that the newest Kubernetes
has. An *overlay* says what few need: \`overlays: { deployment: { spec: { … } } }\` ([overlays](overlays.md)).
`;

/** The text of docs/from-yaml.md. */
export function wordsPage(): string {
  return [HEAD, ...WORDS.map(([title, definitions, words]) => section(title, definitions, words))].join('\n');
}

function section(title: string, definitions: readonly string[], words: Words): string {
  const fields = definitions.flatMap((name) => [...apiOf('kubernetes').definitionOf(name).fields.keys()]);
  const rows = [...new Set(fields)].map((field) => `| \`${field}\` | ${cell(words[field]!)} |`);
  return `## ${title}\n\n| Field | Here |\n|---|---|\n${rows.join('\n')}\n`;
}

function cell({ code, note, overlay }: Word): string {
  if (overlay) return 'an overlay';
  const told = note === undefined ? '' : `: ${note}`;
  if (code === undefined) return `same${told}`;
  return (code === '' ? `nothing${told}` : `\`${code}\`${told}`).replaceAll('|', '\\|');
}
