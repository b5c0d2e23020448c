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
  StatefulCluster,
  Storage,
} from 'cdk8s-statecraft';
import type { Construct } from 'constructs';

const platform = Platform.define({ kubernetesVersion: '1.35', storageClasses: ['fast'] });

const image = 'docker.io/library/redis:7.4';
const config = '/etc/redis';

/** What both programs know: themselves, all members, and how many are a majority. */
const settings = (cluster: StatefulCluster) => ({
  POD_NAME: EnvSource.field('metadata.name'),
  SELF: `$(POD_NAME).${cluster.domain}`,
  MEMBERS: cluster
    .peers('redis')
    .map(({ host }) => host)
    .join(' '),
  MAJORITY: `${Math.floor(cluster.members / 2) + 1}`,
  CONFIG: config,
  // redis-cli logs in with it; somebody else provides the Secret.
  REDISCLI_AUTH: EnvSource.secretKey('redis', 'password'),
});

/** Three members, each a Redis with a Sentinel beside it. The Sentinels choose which Redis is the primary. */
export function build(app: Construct): void {
  const environment = new Environment(app, 'redis', { platform });
  const chart = new Chart(environment, 'redis', { namespace: 'redis' });

  new StatefulCluster(chart, 'redis', {
    image,
    members: 3,
    ports: [{ name: 'redis', port: 6379 }],
    // Redis' log and Sentinel's memory, which are lost together or not at all.
    storage: [Storage.claim('data', { subPath: 'redis', mountPath: '/data', size: '10Gi', storageClass: 'fast' })],
    env: settings,
    files: [ConfigFiles.fromDirectory(config, path.join(__dirname, 'config'), { defaultMode: 0o555 })],
    command: [`${config}/start-redis.sh`],
    writable: ['/tmp'],
    sidecars: [
      {
        name: 'sentinel',
        image,
        command: [`${config}/start-sentinel.sh`],
        env: settings,
        // The Service has it too: clients ask any Sentinel for the primary.
        ports: [{ name: 'sentinel', port: 26379, servicePort: 26379 }],
        mounts: { data: { mountPath: '/sentinel', subPath: 'sentinel' }, 'etc-redis': config },
        writable: ['/tmp'],
        health: Health.probes({
          ready: Probe.tcp({ port: 'sentinel', periodSeconds: 5 }),
          live: Probe.exec(['redis-cli', '-p', '26379', 'ping'], { timeoutSeconds: 5, failureThreshold: 6 }),
          startupBudget: 60,
        }),
        resources: { cpu: '50m', memory: '64Mi' },
      },
    ],
    health: Health.probes({
      ready: Probe.exec([`${config}/ready.sh`], { periodSeconds: 5, timeoutSeconds: 3 }),
      // Any answer will do, also that it is still loading: a restart helps only a process that hangs.
      live: Probe.exec(['redis-cli', 'ping'], { timeoutSeconds: 5, failureThreshold: 6 }),
      // It waits for the other Sentinels, copies from the primary, loads its log.
      startupBudget: 600,
    }),
    resources: { cpu: '100m', memory: '1Gi' },
    // The user of the official image.
    security: { runAsUser: 999, runAsGroup: 999, fsGroup: 999 },
    terminationGracePeriod: 60,
  });
}

if (require.main === module) {
  const app = new App({ name: 'redis', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
