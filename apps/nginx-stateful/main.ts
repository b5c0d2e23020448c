import path from 'node:path';
import { Chart } from 'cdk8s';
import {
  App,
  ConfigFiles,
  Defaults,
  Environment,
  EnvSource,
  Health,
  Hook,
  Platform,
  Probe,
  StatefulCluster,
  Storage,
} from 'cdk8s-statecraft';
import type { Construct } from 'constructs';

const platform = Platform.define({ kubernetesVersion: '1.35', storageClasses: ['nfs-client'] });

const image = 'docker.io/nginxinc/nginx-unprivileged:1.29';
const pages = '/usr/share/nginx/html';

/** Three web servers, each with a name and pages of its own on an NFS volume. */
export function build(app: Construct): void {
  const environment = new Environment(app, 'nginx-stateful', { platform });
  const chart = new Chart(environment, 'web', { namespace: 'nginx-stateful' });

  new StatefulCluster(chart, 'web', {
    image,
    members: 3,
    ports: [{ name: 'http', port: 8080 }],
    storage: [Storage.claim('html', { mountPath: pages, size: '1Gi', storageClass: 'nfs-client' })],
    files: [ConfigFiles.fromDirectory('/scripts', path.join(__dirname, 'scripts'), { defaultMode: 0o555 })],
    initContainers: [
      {
        name: 'first-page',
        image,
        command: ['/scripts/first-page.sh'],
        env: { POD_NAME: EnvSource.field('metadata.name'), PAGES: pages },
        mounts: { html: pages, scripts: '/scripts' },
        resources: { memory: '16Mi' },
      },
    ],
    health: Health.probes({ ready: Probe.http('/index.html'), live: Probe.tcp() }),
    resources: { cpu: '50m', memory: '64Mi' },
    writable: ['/tmp'],
    // The Service needs a moment until it sends nothing more here; then nginx ends what it has begun.
    lifecycle: { preStop: Hook.sleep(5) },
  });
}

if (require.main === module) {
  const app = new App({ name: 'nginx-stateful', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
