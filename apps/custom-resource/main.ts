import * as path from 'node:path';
import { Chart, Include } from 'cdk8s';
import { App, Defaults, Environment, EnvSource, Health, Platform, StatelessService, Storage } from 'cdk8s-statecraft';
import type { Construct } from 'constructs';
import { Announcement, AnnouncementSpecSeverity } from './generated/shop.example.com';

const platform = Platform.define({ kubernetesVersion: '1.35' });

const IMAGE = 'docker.io/nginxinc/nginx-unprivileged:1.29';

/** A definition, a resource of it that is typed, and a workload that reads such resources. */
export function build(app: Construct): void {
  const environment = new Environment(app, 'custom-resource', { platform });

  // A file of its own: the definition is applied before everything that uses it, and removed by nobody in passing.
  const definitions = new Chart(environment, 'definitions');
  new Include(definitions, 'announcements', { url: path.join(__dirname, 'announcements.crd.yaml') });

  const chart = new Chart(environment, 'shop', { namespace: 'custom-resource' });
  new Announcement(chart, 'stocktaking', {
    // An imported class has cdk8s's way with names: without one, a hash of the path.
    metadata: { name: 'stocktaking' },
    spec: {
      text: 'We count our stock: orders leave on Monday again.',
      severity: AnnouncementSpecSeverity.WARNING,
      until: '2027-01-10',
    },
  });
  addBanner(chart);
}

/** Serves the announcements of its namespace at /announcements/list.json. */
function addBanner(chart: Chart): StatelessService {
  const list = 'https://kubernetes.default.svc/apis/shop.example.com/v1/namespaces/$NAMESPACE/announcements';
  const account = '/var/run/secrets/kubernetes.io/serviceaccount';
  // The token is read anew each time: kubelet replaces it every hour.
  const read = `curl --fail --silent --show-error --cacert ${account}/ca.crt --output /work/new \
--header "Authorization: Bearer $(cat ${account}/token)" "${list}"`;

  const banner = new StatelessService(chart, 'banner', {
    image: IMAGE,
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    // Ready when there is a list: the first one, or an older one while the API server is away.
    health: Health.http({ ready: '/announcements/list.json', live: '/' }),
    resources: { cpu: '50m', memory: '64Mi' },
    storage: [Storage.emptyDir('list', { mountPath: '/usr/share/nginx/html/announcements', sizeLimit: '1Mi' })],
    writable: ['/tmp'],
    sidecars: [
      {
        name: 'reader',
        image: IMAGE,
        command: ['sh', '-c', `while true; do ${read} && mv /work/new /work/list.json; sleep 10; done`],
        env: { NAMESPACE: EnvSource.field('metadata.namespace') },
        mounts: { list: '/work' },
        resources: { cpu: '10m', memory: '32Mi' },
      },
    ],
  });
  banner.grants.read('announcements', { apiGroup: 'shop.example.com' });
  return banner;
}

if (require.main === module) {
  const app = new App({ name: 'custom-resource', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
