import { Chart } from 'cdk8s';
import { App, Defaults, Environment, Platform, Quorum, StatefulCluster } from 'cdk8s-statecraft';
import type { Construct } from 'constructs';
import { brokerSettings, keepBlankOut, member, settings } from './members';

const platform = Platform.define({ kubernetesVersion: '1.35', storageClasses: ['fast'] });

/**
 * Made once with `kafka-storage.sh random-uuid`, one for each cluster, and never changed: members with another one refuse
 * to start. The image has one of its own, which all clusters would share that forget this.
 */
const CLUSTER_IDS = { cluster: 'q3Zb0mXWTLWvQm3mYd1kXg', combined: 'bN4cVJ0oQ8ee7nC2sXh5Gw' };

/** False for the first start. True once the cluster runs: a controller without data then stays down. See the README. */
const FORMED = false;
const quorum = () => (FORMED ? Quorum.formed(3) : Quorum.forming(3));
const guard = () => (FORMED ? [keepBlankOut()] : []);

/** Kafka in KRaft mode. Changing `members` of controllers is not enough to change the membership: see the README. */
export function build(app: Construct): void {
  const environment = new Environment(app, 'kafka', { platform });
  addCluster(new Chart(environment, 'cluster', { namespace: 'kafka' }));
  addCombined(new Chart(environment, 'combined', { namespace: 'kafka-small' }));
}

/** Three controllers, which vote, and three brokers, which hold the data: rolled, sized and scaled apart. */
function addCluster(chart: Chart): void {
  const controllers = new StatefulCluster(chart, 'kafka-controller', {
    ...member('controller', '10Gi', { cpu: '250m', memory: '1Gi' }),
    application: 'kafka',
    members: 3,
    quorum: quorum(),
    initContainers: guard(),
    ports: [{ name: 'controller', port: 9093 }],
    env: (cluster) => ({
      KAFKA_PROCESS_ROLES: 'controller',
      KAFKA_LISTENERS: 'CONTROLLER://:9093',
      KAFKA_HEAP_OPTS: '-Xms512m -Xmx512m',
      ...settings(CLUSTER_IDS.cluster, cluster),
    }),
  });

  const brokers = new StatefulCluster(chart, 'kafka-broker', {
    ...member('client', '100Gi', { cpu: '500m', memory: '3Gi' }),
    application: 'kafka',
    members: 3,
    // Ids are one space for both roles: these stay clear of further controllers.
    firstOrdinal: 100,
    ports: [{ name: 'client', port: 9092 }],
    env: (cluster) => ({
      KAFKA_PROCESS_ROLES: 'broker',
      KAFKA_LISTENERS: 'INTERNAL://:9092',
      // A third of the memory: the rest is for the file cache, which Kafka reads from.
      KAFKA_HEAP_OPTS: '-Xms1g -Xmx1g',
      ...settings(CLUSTER_IDS.cluster, controllers),
      ...brokerSettings(cluster),
    }),
  });
  brokers.connectsTo(controllers, { ports: ['controller'] });
}

/** Both roles in each of three members, for small clusters: controllers can then not be rolled or scaled alone. */
function addCombined(chart: Chart): void {
  new StatefulCluster(chart, 'kafka-node', {
    ...member('client', '20Gi', { cpu: '250m', memory: '2Gi' }),
    application: 'kafka',
    members: 3,
    quorum: quorum(),
    initContainers: guard(),
    ports: [
      { name: 'client', port: 9092 },
      { name: 'controller', port: 9093, peersOnly: true },
    ],
    env: (cluster) => ({
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_LISTENERS: 'INTERNAL://:9092,CONTROLLER://:9093',
      KAFKA_HEAP_OPTS: '-Xms768m -Xmx768m',
      ...settings(CLUSTER_IDS.combined, cluster),
      ...brokerSettings(cluster),
    }),
  });
}

if (require.main === module) {
  const app = new App({ name: 'kafka', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
