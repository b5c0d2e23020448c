import type { Chart } from 'cdk8s';
import { Health, Probe, SecretFiles, StatefulCluster, Storage } from 'cdk8s-statecraft';
import type { ShopEnvironment } from './platforms';

/** MariaDB with one member. Its root password is in the Secret `shop-database`, which somebody else provides. */
export function addDatabase(chart: Chart, settings: ShopEnvironment): StatefulCluster {
  return new StatefulCluster(chart, 'database', {
    image: 'docker.io/library/mariadb:11.4',
    members: 1,
    ports: [{ name: 'mysql', port: 3306 }],
    storage: [
      Storage.claim('data', {
        // A folder of the volume: `lost+found` at its root would look like a database.
        subPath: 'mysql',
        mountPath: '/var/lib/mysql',
        size: settings.databaseSize,
        storageClass: settings.storageClass,
      }),
    ],
    env: { MARIADB_ROOT_PASSWORD_FILE: '/run/secrets/database/root-password', MARIADB_DATABASE: 'shop' },
    files: [SecretFiles.from('shop-database', '/run/secrets/database')],
    writable: ['/tmp', '/run/mysqld'],
    health: Health.probes({
      ready: Probe.exec(['healthcheck.sh', '--connect', '--innodb_initialized'], { timeoutSeconds: 5 }),
      live: Probe.exec(['healthcheck.sh', '--connect'], { timeoutSeconds: 5, failureThreshold: 6 }),
      // The first start creates the database. A restart in the middle would leave it half made, so: 10 minutes.
      startup: Probe.exec(['healthcheck.sh', '--connect', '--innodb_initialized'], {
        timeoutSeconds: 5,
        failureThreshold: 60,
      }),
    }),
    resources: { cpu: '250m', memory: '1Gi' },
    // The user of the official image, which owns its files.
    security: { runAsUser: 999, runAsGroup: 999, fsGroup: 999 },
    terminationGracePeriod: 120,
  });
}
