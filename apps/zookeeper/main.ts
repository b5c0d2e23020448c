import { Chart } from 'cdk8s';
import {
  App,
  Defaults,
  Environment,
  EnvSource,
  Health,
  Platform,
  Probe,
  Quorum,
  StatefulCluster,
  Storage,
} from 'cdk8s-statecraft';
import type { Construct } from 'constructs';

const platform = Platform.define({ kubernetesVersion: '1.35', storageClasses: ['fast'] });

/** The folder of zoo.cfg, which the image's entrypoint writes: the image's own is not writable. */
const CONFIG = '/run/zookeeper';

/** Of the commands that need no login, `srvr` says whether this server serves, `ruok` whether it runs. */
const ask = (command: string, answer: string) =>
  Probe.exec(['sh', '-c', `echo ${command} | nc -w 2 127.0.0.1 2181 | grep -q ${answer}`], {
    timeoutSeconds: 5,
    failureThreshold: command === 'ruok' ? 6 : 3,
    periodSeconds: command === 'ruok' ? 10 : 5,
  });

/** The image's settings. Members differ in their id alone, which is their number. */
function settings(cluster: StatefulCluster) {
  return {
    // Ids are 1 to 254, so the members are counted from 1.
    ZOO_MY_ID: EnvSource.field("metadata.labels['apps.kubernetes.io/pod-index']"),
    ZOO_SERVERS: cluster
      .peers('peer')
      .map(({ ordinal, host }) => `server.${ordinal}=${host}:2888:3888;2181`)
      .join(' '),
    ZOO_CONF_DIR: CONFIG,
    ZOOCFGDIR: CONFIG,
    // The logging configuration stays where the image has it.
    CLASSPATH: '/conf',
    ZOO_4LW_COMMANDS_WHITELIST: 'ruok,srvr',
    // Without a login it would tell everybody everything.
    ZOO_ADMINSERVER_ENABLED: 'false',
    // A set that starts with one member could never grow.
    ZOO_STANDALONE_ENABLED: 'false',
    // Off by default: snapshots and logs would fill the disks.
    ZOO_AUTOPURGE_PURGEINTERVAL: '1',
    // 20 and 10 seconds; 5 and 2 ticks are too short for a large snapshot or a slow disk.
    ZOO_INIT_LIMIT: '10',
    ZOO_SYNC_LIMIT: '5',
    // Else a server listens on the address that its own name has, which it may not have yet when it starts.
    ZOO_CFG_EXTRA: 'quorumListenOnAllIPs=true',
    // Three quarters of the memory limit; zkEnv.sh gives 1000 without.
    ZK_SERVER_HEAP: '768',
    // Once formed, a server that lost its disk must not vote with an empty database: zookeeperAdmin, db.autocreate.
    SERVER_JVMFLAGS: `-Dzookeeper.db.autocreate=${cluster.isForming}`,
  };
}

/** ZooKeeper with three members: one may fail. Changing `members` is not enough to change the membership: see the README. */
export function build(app: Construct): void {
  const environment = new Environment(app, 'zookeeper', { platform });
  const chart = new Chart(environment, 'zookeeper', { namespace: 'zookeeper' });

  new StatefulCluster(chart, 'zookeeper', {
    image: 'docker.io/library/zookeeper:3.9.4',
    members: 3,
    firstOrdinal: 1,
    quorum: Quorum.forming(3),
    ports: [
      { name: 'client', port: 2181 },
      { name: 'peer', port: 2888, peersOnly: true },
      { name: 'election', port: 3888, peersOnly: true },
    ],
    // The transaction log has a disk of its own, as ZooKeeper's own guide asks for: each write waits for it.
    storage: [
      Storage.claim('data', { mountPath: '/data', subPath: 'data', size: '10Gi', storageClass: 'fast' }),
      Storage.claim('log', { mountPath: '/datalog', subPath: 'log', size: '10Gi', storageClass: 'fast' }),
    ],
    writable: [CONFIG, '/logs', '/tmp'],
    env: settings,
    // Readiness asks whether the majority is there, so that clients get a server that serves; liveness does not.
    health: Health.probes({ ready: ask('srvr', '^Mode:'), live: ask('ruok', 'imok') }),
    resources: { cpu: '250m', memory: '1Gi' },
    // The user of the official image.
    security: { runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 },
  });
}

if (require.main === module) {
  const app = new App({ name: 'zookeeper', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
