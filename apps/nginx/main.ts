import { Chart } from 'cdk8s';
import {
  App,
  CertificateIssuer,
  Defaults,
  Environment,
  Health,
  IngressRoute,
  Platform,
  Routing,
  ServiceType,
  StatelessService,
  type StatelessServiceProps,
} from 'cdk8s-statecraft';
import type { Construct } from 'constructs';

const platform = Platform.define({
  kubernetesVersion: '1.35',
  routing: Routing.ingress({ className: 'nginx' }),
  certificateIssuer: CertificateIssuer.clusterIssuer('letsencrypt'),
});

const nginx: Omit<StatelessServiceProps, 'ports'> = {
  // The variant of nginx that runs without root: it listens on 8080 and writes to /tmp only.
  image: 'docker.io/nginxinc/nginx-unprivileged:1.29',
  replicas: 3,
  health: Health.http({ ready: '/index.html', live: '/' }),
  resources: { cpu: '50m', memory: '64Mi' },
  writable: ['/tmp'],
};

/** One nginx for each way in: from inside, by a host name, by a node's port, by a load balancer. */
export function build(app: Construct): void {
  const environment = new Environment(app, 'nginx', { platform });
  const chart = new Chart(environment, 'web', { namespace: 'nginx' });

  const web = new StatelessService(chart, 'web', { ...nginx, ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
  new IngressRoute(chart, 'www', {
    host: 'www.example.com',
    tls: true,
    routes: [{ path: '/', to: web }],
  });

  new StatelessService(chart, 'web-node-port', {
    ...nginx,
    application: 'web',
    ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 30520 }],
    serviceType: ServiceType.nodePort(),
  });

  new StatelessService(chart, 'web-load-balancer', {
    ...nginx,
    application: 'web',
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    serviceType: ServiceType.loadBalancer({ sessionAffinity: 'ClientIP', externalTrafficPolicy: 'Local' }),
  });
}

if (require.main === module) {
  const app = new App({ name: 'nginx', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
