import * as path from 'node:path';
import { Chart, Duration } from 'cdk8s';
import {
  App,
  BatchJob,
  ConfigFiles,
  Defaults,
  Environment,
  FailureRule,
  Health,
  Platform,
  Replacement,
  ScheduledJob,
  type StatefulCluster,
  StatelessService,
  Storage,
} from 'cdk8s-statecraft';
import type { Construct } from 'constructs';
import { addDatabase, IMAGE, login, secret } from './database';

const platform = Platform.define({ kubernetesVersion: '1.35', storageClasses: ['standard'] });

/** The schema that this version of the application needs. A new one is a new Job, and the service waits for it. */
const SCHEMA = '0002';

/** A migration that a service waits for, and a backup every night. */
export function build(app: Construct): void {
  const environment = new Environment(app, 'jobs', { platform });
  const database = addDatabase(new Chart(environment, 'data', { namespace: 'jobs' }));
  const chart = new Chart(environment, 'shop', { namespace: 'jobs' });
  addMigration(chart, database);
  addWeb(chart, database);
  addBackup(chart, database);
}

/** Runs all migrations, each of which may have run before, and writes down what it came to. */
function addMigration(chart: Chart, database: StatefulCluster): void {
  const statements = [
    'source /migrations/0001-orders.sql',
    'source /migrations/0002-customers.sql',
    'CREATE TABLE IF NOT EXISTS schema_version (version CHAR(4) PRIMARY KEY)',
    `REPLACE INTO schema_version VALUES ('${SCHEMA}')`,
  ];
  new BatchJob(chart, 'migrate', {
    image: IMAGE,
    command: ['mariadb'],
    args: [...login(database), '--database=shop', `--execute=${statements.join('; ')}`],
    files: [secret(), ConfigFiles.fromDirectory('/migrations', path.join(__dirname, 'migrations'))],
    resources: { memory: '64Mi' },
    failure: {
      // While the database starts, it is tried again; a node that goes away is nobody's fault.
      backoffLimit: 10,
      podFailurePolicy: [FailureRule.podCondition({ action: 'Ignore', type: 'DisruptionTarget' })],
    },
    activeDeadline: Duration.minutes(30),
    replacement: Replacement.byName(SCHEMA),
  });
}

/** Its Pods start when the schema is there; those of the last version serve until then. */
function addWeb(chart: Chart, database: StatefulCluster): void {
  const query = `SELECT 1 FROM schema_version WHERE version >= '${SCHEMA}'`;
  const ask = `mariadb ${login(database).join(' ')} --database=shop --skip-column-names --execute="${query}"`;
  new StatelessService(chart, 'web', {
    image: 'docker.io/nginxinc/nginx-unprivileged:1.29',
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    health: Health.http({ ready: '/index.html', live: '/' }),
    resources: { cpu: '50m', memory: '64Mi' },
    writable: ['/tmp'],
    initContainers: [
      {
        name: 'schema',
        image: IMAGE,
        command: ['sh', '-c', `until ${ask} | grep -q 1; do echo "waiting for schema ${SCHEMA}"; sleep 3; done`],
        files: [secret()],
        resources: { memory: '64Mi' },
      },
    ],
  });
}

/** A dump every night, each of the last 14 days, on a claim of its own. */
function addBackup(chart: Chart, database: StatefulCluster): void {
  const dump = `mariadb-dump ${login(database).join(' ')} --all-databases --single-transaction`;
  new ScheduledJob(chart, 'backup', {
    schedule: '30 2 * * *',
    timeZone: 'Europe/Berlin',
    image: IMAGE,
    // A dump that breaks off leaves no file that looks whole.
    command: [
      'bash',
      '-euo',
      'pipefail',
      '-c',
      `${dump} | gzip > /backups/new && mv /backups/new "/backups/$(date +%F).sql.gz" && find /backups -name '*.gz' -mtime +14 -delete`,
    ],
    files: [secret()],
    storage: [Storage.claim('dumps', { mountPath: '/backups', size: '20Gi', storageClass: 'standard' })],
    resources: { memory: '128Mi' },
    activeDeadline: Duration.hours(2),
    history: { successful: 2, failed: 5 },
  });
}

if (require.main === module) {
  const app = new App({ name: 'jobs', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
