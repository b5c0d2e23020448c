import path from 'node:path';
import { Chart } from 'cdk8s';
import {
  App,
  ConfigFiles,
  Defaults,
  Environment,
  EnvSource,
  Health,
  Platform,
  Probe,
  SecretFiles,
  StatefulCluster,
  type StatefulClusterProps,
  Storage,
} from 'cdk8s-statecraft';
import type { Construct } from 'constructs';

const platform = Platform.define({ kubernetesVersion: '1.35', storageClasses: ['fast'] });

const image = 'docker.io/library/mysql:8.4';
const claim = '/var/lib/mysql';
const secret = SecretFiles.from('mysql', '/run/secrets/mysql', {
  items: { 'root-password': 'root-password', 'replication-password': 'replication-password' },
  defaultMode: 0o440,
});

const folder = (name: string) => path.join(__dirname, name);

/** What a server of either role is. Its name's number is its server id: 1 is the primary, replicas follow from 2 on. */
function server(role: 'primary' | 'replica', startupBudget: number): Omit<StatefulClusterProps, 'members'> {
  const env = {
    ROLE: role,
    // Of the same namespace, whatever it and the cluster's domain are called.
    PRIMARY: 'mysql',
    REPLICAS: 'mysql-replica-headless',
  };
  return {
    image,
    application: 'mysql',
    ports: [{ name: 'mysql', port: 3306 }],
    storage: [Storage.claim('data', { mountPath: claim, size: '50Gi', storageClass: 'fast' })],
    env: {
      ...env,
      SERVER_ID: EnvSource.field("metadata.labels['apps.kubernetes.io/pod-index']"),
      MYSQL_ROOT_PASSWORD_FILE: '/run/secrets/mysql/root-password',
      // Replicas copy the time zones with all the rest.
      ...(role === 'replica' && { MYSQL_INITDB_SKIP_TZINFO: 'yes' }),
    },
    args: ['mysqld', '--server-id=$(SERVER_ID)'],
    files: [
      ConfigFiles.fromDirectory('/etc/mysql/conf.d', folder('config'), {
        ignore: role === 'primary' ? ['replica.cnf'] : [],
      }),
      ConfigFiles.fromDirectory('/scripts', folder('scripts'), { defaultMode: 0o555 }),
      // What the image runs once, after it has made the database.
      ConfigFiles.fromDirectory('/docker-entrypoint-initdb.d', folder('initdb'), {
        ignore: [role === 'primary' ? '*-copy.sh' : '*-replication-account.sh'],
        defaultMode: 0o555,
      }),
      secret,
    ],
    writable: ['/tmp', '/var/run/mysqld'],
    initContainers: [
      {
        name: 'prepare',
        image,
        command: ['/scripts/prepare.sh'],
        env,
        mounts: { data: claim, scripts: '/scripts' },
        files: [secret],
        resources: { memory: '64Mi' },
      },
    ],
    health: Health.probes({
      ready: Probe.exec(['/scripts/ready.sh'], { timeoutSeconds: 5 }),
      live: Probe.exec(['/scripts/alive.sh'], { timeoutSeconds: 5, failureThreshold: 6 }),
      startupBudget,
    }),
    resources: { cpu: '250m', memory: '1Gi' },
    // The user of the official image.
    security: { runAsUser: 999, runAsGroup: 999, fsGroup: 999 },
    terminationGracePeriod: 120,
  };
}

/** A primary that takes the writes, and two replicas for reading, which copy it and follow it by GTID. */
export function build(app: Construct): void {
  const environment = new Environment(app, 'mysql', { platform });
  const chart = new Chart(environment, 'mysql', { namespace: 'mysql' });

  new StatefulCluster(chart, 'mysql-primary', {
    // A restart while the database is made would begin it anew: 15 minutes.
    ...server('primary', 900),
    members: 1,
    firstOrdinal: 1,
    clientServiceName: 'mysql',
  });
  new StatefulCluster(chart, 'mysql-replica', {
    // The first start copies all data: 6 hours.
    ...server('replica', 21_600),
    members: 2,
    firstOrdinal: 2,
    clientServiceName: 'mysql-read',
  });
}

if (require.main === module) {
  const app = new App({ name: 'mysql', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
