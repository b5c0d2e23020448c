import type { Chart } from 'cdk8s';
import { Health, Probe, SecretFiles, StatefulCluster, Storage } from 'cdk8s-statecraft';

export const IMAGE = 'docker.io/library/mariadb:11.4';

const SECRETS = '/run/secrets/database';

/** The Secret `database`, which somebody else provides: `root-password`, and `client.cnf` for the client programs. */
export const secret = () => SecretFiles.from('database', SECRETS);

/** How the client programs of the image get at the database; the password is in no argument and no variable. */
export function login(database: StatefulCluster): string[] {
  return [`--defaults-extra-file=${SECRETS}/client.cnf`, `--host=${database.host}`];
}

/** MariaDB with one member, as small as it gets: what is of interest here stands in main.ts. */
export function addDatabase(chart: Chart): StatefulCluster {
  const asked = { timeoutSeconds: 5 };
  return new StatefulCluster(chart, 'database', {
    image: IMAGE,
    members: 1,
    ports: [{ name: 'mysql', port: 3306 }],
    storage: [Storage.claim('data', { subPath: 'mysql', mountPath: '/var/lib/mysql', size: '5Gi' })],
    env: { MARIADB_ROOT_PASSWORD_FILE: `${SECRETS}/root-password`, MARIADB_DATABASE: 'shop' },
    files: [secret()],
    writable: ['/tmp', '/run/mysqld'],
    health: Health.probes({
      ready: Probe.exec(['healthcheck.sh', '--connect', '--innodb_initialized'], asked),
      live: Probe.exec(['healthcheck.sh', '--connect'], { ...asked, failureThreshold: 6 }),
      startup: Probe.exec(['healthcheck.sh', '--connect', '--innodb_initialized'], { ...asked, failureThreshold: 60 }),
    }),
    resources: { cpu: '100m', memory: '512Mi' },
    // The user of the official image, which owns its files.
    security: { runAsUser: 999, runAsGroup: 999, fsGroup: 999 },
  });
}
