import { Chart } from 'cdk8s';
import {
  App,
  CertificateIssuer,
  Defaults,
  Environment,
  Health,
  IngressController,
  IngressRoute,
  Platform,
  Probe,
  Routing,
  StatelessService,
} from 'cdk8s-statecraft';
import { Construct } from 'constructs';

const certificateIssuer = CertificateIssuer.clusterIssuer('letsencrypt');

/** The line that tells the environments apart: staging has moved to the Gateway API, production has not yet. */
const STAGING = Platform.define({
  kubernetesVersion: '1.36',
  routing: Routing.gateway({ name: 'public', namespace: 'gateway', callers: { namespace: 'gateway' } }),
  certificateIssuer,
  domains: ['staging.example.com'],
});
const PRODUCTION = Platform.define({
  kubernetesVersion: '1.35',
  routing: Routing.ingress({
    className: 'nginx',
    controller: IngressController.nginx(),
    callers: { namespace: 'ingress-nginx' },
  }),
  certificateIssuer,
  domains: ['example.com'],
});

/** A web service whose next version gets some of the requests, before it gets them all. */
export function build(app: Construct): void {
  const canary = new Construct(app, 'canary');
  buildEnvironment(new Environment(canary, 'staging', { platform: STAGING }), 'web.staging.example.com');
  buildEnvironment(new Environment(canary, 'production', { platform: PRODUCTION }), 'web.example.com');
}

function buildEnvironment(environment: Environment, host: string): void {
  const chart = new Chart(environment, 'web', { namespace: 'web' });

  const web = new StatelessService(chart, 'web', {
    image: 'docker.io/nginxinc/nginx-unprivileged:1.29.3',
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    replicas: 4,
    health: Health.probes({ ready: Probe.http('/'), live: Probe.tcp() }),
    resources: { memory: '64Mi' },
    writable: ['/tmp'],
  });
  const next = web.variant('web-next', { image: 'docker.io/nginxinc/nginx-unprivileged:1.29.4', replicas: 2 });

  new IngressRoute(chart, 'web-public', {
    host,
    tls: true,
    routes: [{ path: '/', to: web, canary: { to: next, weight: 10, header: { name: 'X-Canary' }, cookie: 'canary' } }],
  });
}

if (require.main === module) {
  const app = new App({ name: 'canary', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
