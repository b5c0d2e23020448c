import { Chart } from 'cdk8s';
import { App, Defaults, Environment, KubernetesObject, type k8s, Platform } from 'cdk8s-statecraft';
import type { Construct } from 'constructs';

const platform = Platform.define({ kubernetesVersion: '1.35' });

/** A Pod that passes Pod Security *restricted*, in the words of the Kubernetes API. */
function podSpec(name: string): k8s.PodSpec {
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name,
        image: 'docker.io/nginxinc/nginx-unprivileged:1.29',
        imagePullPolicy: 'Always',
        ports: [{ name: 'http', containerPort: 8080 }],
        resources: {
          requests: { cpu: '50m', memory: '64Mi', 'ephemeral-storage': '64Mi' },
          limits: { memory: '64Mi', 'ephemeral-storage': '256Mi' },
        },
        volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
        livenessProbe: { httpGet: { path: '/', port: 'http' }, timeoutSeconds: 3 },
        readinessProbe: { httpGet: { path: '/index.html', port: 'http' }, timeoutSeconds: 3 },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
      },
    ],
    volumes: [{ name: 'tmp', emptyDir: {} }],
  };
}

/** Objects said as the Kubernetes API says them, typed by their kind: a bare Pod, a ReplicaSet, their NetworkPolicy. */
export function build(app: Construct): void {
  const environment = new Environment(app, 'basics', { platform });
  const chart = new Chart(environment, 'basics', { namespace: 'basics' });

  new KubernetesObject(chart, 'pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { labels: { app: 'pod' } },
    spec: podSpec('pod'),
  });

  const labels = { app: 'replica-set' };
  new KubernetesObject(chart, 'replica-set', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec('replica-set') },
    },
  });

  new KubernetesObject(chart, 'http-only', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    spec: {
      podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['pod', 'replica-set'] }] },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ ports: [{ protocol: 'TCP', port: 8080 }] }],
      egress: [{}],
    },
  });
}

if (require.main === module) {
  const app = new App({ name: 'basics', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
