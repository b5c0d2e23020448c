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
  Routing,
  StatelessService,
  Tls,
} from 'cdk8s-statecraft';

const cluster = { kubernetesVersion: '1.36', certificateIssuer: CertificateIssuer.clusterIssuer('letsencrypt') };
const platform = Platform.define({
  ...cluster,
  routing: Routing.ingress({ className: 'nginx', controller: IngressController.nginx() }),
});
const next = Platform.define({ ...cluster, routing: Routing.gateway({ name: 'public', namespace: 'infra' }) });

export function buildApp(): App {
  const app = new App({ name: 'shop', defaults: Defaults.V1 });
  const production = new Environment(app, 'production', { platform });
  const web = new StatelessService(new Chart(production, 'backend', { namespace: 'shop' }), 'web', {
    image: 'registry.example.com/shop/web:1.4.2',
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    health: Health.http({ ready: '/ready', live: '/healthz' }),
    resources: { memory: '256Mi' },
  });
  const nextRoutes = new Chart(new Environment(app, 'next', { platform: next }), 'routes', { namespace: 'shop' });
  new IngressRoute(nextRoutes, 'public', {
    host: 'shop.example.com',
    tls: Tls.secret('public-tls'),
    routes: [{ path: '/', to: web, timeouts: { backend: 30 } }],
  });
  return app;
}

if (require.main === module) buildApp().synth();
