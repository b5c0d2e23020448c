import { Chart } from 'cdk8s';
import { App, Defaults, Environment, Health, Platform, Probe, StatefulCluster, Storage } from 'cdk8s-statecraft';
import type { Construct } from 'constructs';

const platform = Platform.define({ kubernetesVersion: '1.35', storageClasses: ['nfs-client'] });

const html = '/usr/share/nginx/html';

/** Three web servers, each with a name and pages of its own on an NFS volume. */
export function build(app: Construct): void {
  const environment = new Environment(app, 'nginx-stateful', { platform });
  const chart = new Chart(environment, 'web', { namespace: 'nginx-stateful' });

  new StatefulCluster(chart, 'web', {
    image: 'docker.io/nginxinc/nginx-unprivileged:1.29',
    members: 3,
    ports: [{ name: 'http', port: 8080 }],
    storage: [Storage.claim('html', { mountPath: html, size: '1Gi', storageClass: 'nfs-client' })],
    // A new volume is empty; a page that is there already stays.
    command: [
      '/bin/sh',
      '-c',
      `[ -e ${html}/index.html ] || echo "$POD_NAME" > ${html}/index.html; exec nginx -g 'daemon off;'`,
    ],
    health: Health.probes({ ready: Probe.http('/index.html'), live: Probe.tcp() }),
    resources: { cpu: '50m', memory: '64Mi' },
    writable: ['/tmp'],
  });
}

if (require.main === module) {
  const app = new App({ name: 'nginx-stateful', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
