import type { Chart } from 'cdk8s';
import { EnvSource, Health, Probe, SecretFiles, type StatefulCluster, StatelessService } from 'cdk8s-statecraft';
import type { ShopEnvironment } from './platforms';

/** The site: static pages. */
export function addWeb(chart: Chart, settings: ShopEnvironment): StatelessService {
  return new StatelessService(chart, 'web', {
    image: 'docker.io/nginxinc/nginx-unprivileged:1.29',
    replicas: settings.replicas,
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    health: Health.http({ ready: '/index.html', live: '/' }),
    resources: { cpu: '50m', memory: '64Mi' },
    writable: ['/tmp'],
  });
}

/** The API. It finds the database by its name, and the password in a file. */
export function addApi(chart: Chart, settings: ShopEnvironment, database: StatefulCluster): StatelessService {
  return new StatelessService(chart, 'api', {
    image: 'docker.io/stefanprodan/podinfo:6.7.1',
    replicas: settings.replicas,
    command: ['./podinfo', '--port=9898'],
    ports: [{ name: 'http', port: 80, targetPort: 9898 }],
    health: Health.http({ ready: '/readyz', live: '/healthz' }),
    resources: { memory: '128Mi' },
    env: {
      DATABASE_HOST: database.host,
      DATABASE_PASSWORD_FILE: '/run/secrets/database/root-password',
      PODINFO_UI_MESSAGE: `shop ${settings.name}`,
    },
    files: [SecretFiles.from('shop-database', '/run/secrets/database')],
    writable: ['/tmp'],
    rollout: { minReady: 10 },
  });
}

/** A worker: no ports, so no Service. It says that it lives by a file. */
export function addWorker(chart: Chart, settings: ShopEnvironment, api: StatelessService): StatelessService {
  const poll = 'while true; do wget -q -T 5 -O /tmp/last "$API_URL" && touch /tmp/alive; sleep 5; done';
  return new StatelessService(chart, 'worker', {
    image: 'docker.io/library/busybox:1.37.0',
    replicas: settings.replicas,
    command: ['/bin/sh', '-c', poll],
    env: {
      API_URL: `http://${api.host}/`,
      WORKER_NAME: EnvSource.field('metadata.name'),
    },
    writable: ['/tmp'],
    health: Health.probes({
      ready: Probe.exec(['test', '-e', '/tmp/alive']),
      // Nothing done for five minutes: the loop hangs.
      live: Probe.exec(['/bin/sh', '-c', 'test -n "$(find /tmp -name last -mmin -5)"'], { initialDelaySeconds: 300 }),
    }),
    resources: { cpu: '50m', memory: '32Mi' },
  });
}
