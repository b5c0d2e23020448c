import { Chart } from 'cdk8s';
import {
  App,
  Defaults,
  Environment,
  Health,
  Platform,
  Probe,
  Quorum,
  StatefulCluster,
  Storage,
} from 'cdk8s-statecraft';
import type { Construct } from 'constructs';

const platform = Platform.define({ kubernetesVersion: '1.35', storageClasses: ['fast'] });

/** The flags of a member. Only `$(POD_NAME)` differs between members; Kubernetes fills it in, no shell is needed. */
function flags(cluster: StatefulCluster): string[] {
  const own = `$(POD_NAME).${cluster.domain}`;
  return [
    '--name=$(POD_NAME)',
    '--data-dir=/var/lib/etcd/data',
    '--listen-client-urls=http://0.0.0.0:2379',
    '--listen-peer-urls=http://0.0.0.0:2380',
    // The client port opens only after the member has joined; this one answers probes from the start.
    '--listen-metrics-urls=http://0.0.0.0:8080',
    `--advertise-client-urls=http://${own}:2379`,
    `--initial-advertise-peer-urls=http://${own}:2380`,
    `--initial-cluster=${cluster
      .peers('peer')
      .map((peer) => `${peer.name}=http://${peer.address}`)
      .join(',')}`,
    `--initial-cluster-token=${cluster.name}`,
    // A member with data ignores the initial flags. One without may form a cluster only as long as there is none.
    `--initial-cluster-state=${cluster.isForming ? 'new' : 'existing'}`,
    // Off by default: without it the history grows until the database is full.
    '--auto-compaction-mode=periodic',
    '--auto-compaction-retention=8h',
    // 4 GiB instead of 2; the volume has room for it, its snapshots and its log.
    '--quota-backend-bytes=4294967296',
  ];
}

/** etcd with three members: one may fail. Changing `members` is not enough to change the membership: see the README. */
export function build(app: Construct): void {
  const environment = new Environment(app, 'etcd', { platform });
  const chart = new Chart(environment, 'etcd', { namespace: 'etcd' });

  new StatefulCluster(chart, 'etcd', {
    image: 'quay.io/coreos/etcd:v3.6.6',
    members: 3,
    quorum: Quorum.forming(3),
    ports: [
      { name: 'client', port: 2379 },
      { name: 'peer', port: 2380, peersOnly: true },
      { name: 'metrics', port: 8080 },
    ],
    storage: [Storage.claim('data', { mountPath: '/var/lib/etcd', size: '20Gi', storageClass: 'fast' })],
    command: ['/usr/local/bin/etcd'],
    args: flags,
    health: Health.probes({
      // Asks the quorum too: a member cut off from the others gets no clients.
      ready: Probe.http('/readyz', { port: 'metrics', periodSeconds: 5 }),
      // Asks this member alone, and patiently: a restart helps only a process that hangs.
      live: Probe.http('/livez', { port: 'metrics', timeoutSeconds: 10, failureThreshold: 8 }),
    }),
    resources: { cpu: '250m', memory: '1Gi' },
  });
}

if (require.main === module) {
  const app = new App({ name: 'etcd', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
