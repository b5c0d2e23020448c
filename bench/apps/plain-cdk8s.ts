import { App, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { build, type Parts } from './shapes';

const TMP = '/tmp';

function container(image: string, more: Partial<kplus.ContainerProps>): kplus.ContainerProps {
  return {
    image,
    envVariables: { LOG_LEVEL: kplus.EnvValue.fromValue('info'), REGION: kplus.EnvValue.fromValue('eu-west-1') },
    resources: {
      cpu: { request: kplus.Cpu.millis(250) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
    },
    securityContext: {
      user: 10001,
      group: 10001,
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
      capabilities: { drop: [kplus.Capability.ALL] },
    },
    ...more,
  };
}

/** ServiceAccount, PodDisruptionBudget and NetworkPolicy, which every workload of the other library has. */
function guards(scope: Construct, name: string, workload: kplus.Workload): void {
  new kplus.k8s.KubePodDisruptionBudget(scope, `${name}-budget`, {
    metadata: { name },
    spec: {
      maxUnavailable: kplus.k8s.IntOrString.fromNumber(1),
      selector: { matchLabels: { ...workload.matchLabels } },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
  new kplus.NetworkPolicy(scope, `${name}-policy`, {
    metadata: { name },
    selector: workload,
    egress: { default: kplus.NetworkPolicyTrafficDefault.ALLOW },
    ingress: { default: kplus.NetworkPolicyTrafficDefault.DENY },
  });
}

function deployment(
  scope: Construct,
  name: string,
  contained: kplus.ContainerProps,
  replicas?: number,
): kplus.Deployment {
  const made = new kplus.Deployment(scope, name, {
    metadata: { name },
    replicas,
    containers: [contained],
    serviceAccount: new kplus.ServiceAccount(scope, `${name}-account`, { metadata: { name } }),
    podMetadata: { labels: { 'app.kubernetes.io/name': name } },
  });
  guards(scope, name, made);
  return made;
}

function service(scope: Construct, name: string, own: string, port: number): kplus.Service {
  return new kplus.Service(scope, `${own}-service`, {
    metadata: { name: own },
    selector: kplus.Pods.select(scope, `${own}-pods`, { labels: { 'app.kubernetes.io/name': name } }),
    ports: [{ port, targetPort: port }],
  });
}

/** The same kinds of objects from cdk8s and cdk8s-plus alone. */
export const PARTS: Parts = {
  service(scope, name) {
    const made = deployment(
      scope,
      name,
      container('registry.example.com/shop/web:1.4.2', {
        ports: [{ number: 8080, name: 'http' }],
        readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
        liveness: kplus.Probe.fromHttpGet('/healthz', { port: 8080 }),
        volumeMounts: [{ path: TMP, volume: kplus.Volume.fromEmptyDir(scope, `${name}-tmp`, 'tmp') }],
      }),
    );
    new kplus.HorizontalPodAutoscaler(scope, `${name}-scaling`, {
      metadata: { name },
      target: made,
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
    });
    const backend = new kplus.Service(scope, `${name}-service`, {
      metadata: { name },
      selector: made,
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    new kplus.Ingress(scope, `${name}-public`, {
      metadata: { name: `${name}-public` },
      className: 'nginx',
      rules: [
        {
          host: `${name}.example.com`,
          path: '/',
          pathType: kplus.HttpIngressPathType.PREFIX,
          backend: kplus.IngressBackend.fromService(backend),
        },
      ],
    });
  },
  worker(scope, name) {
    deployment(scope, name, container('registry.example.com/shop/worker:1.4.2', { command: ['/worker'] }), 2);
  },
  cluster(scope, name) {
    const hosts = [0, 1, 2].map((n) => `--peer=${name}-${n}=http://${name}-${n}.${name}-headless.shop.svc:2380`);
    const made = new kplus.StatefulSet(scope, name, {
      metadata: { name },
      replicas: 3,
      service: service(scope, name, `${name}-headless`, 2380),
      serviceAccount: new kplus.ServiceAccount(scope, `${name}-account`, { metadata: { name } }),
      podMetadata: { labels: { 'app.kubernetes.io/name': name } },
      containers: [container('quay.io/coreos/etcd:v3.6.6', { ports: [{ number: 2379, name: 'client' }], args: hosts })],
    });
    service(scope, name, name, 2379);
    guards(scope, name, made);
  },
  environment: (scope, id) => new Construct(scope, id),
};

if (require.main === module) {
  const app = new App();
  build(app, PARTS);
  app.synth();
}
