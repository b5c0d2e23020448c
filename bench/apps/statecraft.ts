import {
  App,
  Defaults,
  Environment,
  Health,
  IngressRoute,
  Platform,
  Scaling,
  StatefulCluster,
  StatelessService,
  Storage,
} from 'cdk8s-statecraft';
import { build, type Parts } from './shapes';

const platform = Platform.define({ kubernetesVersion: '1.35', storageClasses: ['fast'] });

/** As people write it. */
export const PARTS: Parts = {
  service(scope, name) {
    const web = new StatelessService(scope, name, {
      image: 'registry.example.com/shop/web:1.4.2',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
      health: Health.http({ ready: '/ready', live: '/healthz' }),
      resources: { cpu: '250m', memory: '256Mi' },
      env: { LOG_LEVEL: 'info', REGION: 'eu-west-1' },
      writable: ['/tmp'],
      scaling: Scaling.onCpu({ min: 2, max: 10, targetUtilization: 70 }),
    });
    new IngressRoute(scope, `${name}-public`, {
      host: `${name}.example.com`,
      className: 'nginx',
      routes: [{ path: '/', to: web }],
    });
  },
  worker(scope, name) {
    new StatelessService(scope, name, {
      image: 'registry.example.com/shop/worker:1.4.2',
      command: ['/worker'],
      health: Health.none('it has neither a port nor a file to look at'),
      resources: { cpu: '250m', memory: '256Mi' },
      env: { LOG_LEVEL: 'info', REGION: 'eu-west-1' },
    });
  },
  cluster(scope, name) {
    new StatefulCluster(scope, name, {
      image: 'quay.io/coreos/etcd:v3.6.6',
      members: 3,
      ports: [
        { name: 'client', port: 2379 },
        { name: 'peer', port: 2380, peersOnly: true },
      ],
      storage: [Storage.claim('data', { mountPath: '/var/lib/etcd', size: '20Gi', storageClass: 'fast' })],
      health: Health.http({ port: 'client', ready: '/readyz', live: '/livez' }),
      resources: { cpu: '250m', memory: '1Gi' },
      args: (own) => own.peers('peer').map((peer) => `--peer=${peer.name}=http://${peer.address}`),
    });
  },
  environment: (scope, id) => new Environment(scope, id, { platform }),
};

if (require.main === module) {
  const app = new App({ name: 'bench', defaults: Defaults.V1 });
  build(app, PARTS);
  app.synth();
}
