import fs from 'node:fs';
import path from 'node:path';
import {
  type EnvInput,
  EnvSource,
  Health,
  type InitContainerProps,
  Probe,
  type ResourceProps,
  type StatefulCluster,
  Storage,
} from 'cdk8s-statecraft';

const IMAGE = 'docker.io/apache/kafka:4.1.1';
const DATA = '/var/lib/kafka/data';

/** What members of all roles say: image, disk, user, probes. `port` is open once the member takes part. */
export function member(port: string, size: string, resources: ResourceProps) {
  return {
    image: IMAGE,
    resources,
    // A folder of the volume: Kafka takes `lost+found` at its root for a broken log.
    storage: [Storage.claim('data', { mountPath: DATA, subPath: 'kafka', size, storageClass: 'fast' })],
    // The entrypoint writes the configuration; /opt/kafka/logs has the JVM's own.
    writable: ['/opt/kafka/config', '/opt/kafka/logs', '/tmp'],
    health: Health.probes({
      // Brokers listen only when they have caught up: a port that is open means «ready».
      ready: Probe.tcp({ port, periodSeconds: 5 }),
      // Only the process: a member that waits for controllers, or reads its log for an hour, must not be restarted.
      live: Probe.exec(['grep', '-q', 'kafka.Kafka', '/proc/1/cmdline'], { failureThreshold: 6 }),
    }),
    // The user of the official image.
    security: { runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 },
    // A broker hands over its partitions before it goes.
    terminationGracePeriod: 120,
  };
}

/** What members of all roles have as variables; `KAFKA_A_B` is the property `a.b`. Only the id differs between them. */
export function settings(clusterId: string, controllers: StatefulCluster): Record<string, EnvInput> {
  return {
    KAFKA_NODE_ID: EnvSource.field("metadata.labels['apps.kubernetes.io/pod-index']"),
    CLUSTER_ID: clusterId,
    KAFKA_CONTROLLER_QUORUM_VOTERS: controllers
      .peers('controller')
      .map(({ ordinal, address }) => `${ordinal}@${address}`)
      .join(','),
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,INTERNAL:PLAINTEXT',
    // With acks=all a write is on two disks before it is confirmed, also while one broker is updated. Controllers have it,
    // too: from 4.1 on they decide for the whole cluster (eligible leader replicas), and brokers' own value counts no more.
    KAFKA_MIN_INSYNC_REPLICAS: '2',
    // The image's default is below /tmp.
    KAFKA_LOG_DIRS: DATA,
  };
}

/** What brokers have beside: under which name clients find them, and how many copies of everything there are. */
export function brokerSettings(brokers: StatefulCluster): Record<string, EnvInput> {
  return {
    KAFKA_ADVERTISED_LISTENERS: `INTERNAL://$(POD_NAME).${brokers.domain}:9092`,
    KAFKA_INTER_BROKER_LISTENER_NAME: 'INTERNAL',
    KAFKA_DEFAULT_REPLICATION_FACTOR: '3',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '3',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '3',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '2',
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '3',
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: '2',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
  };
}

/** Keeps a member that votes from being formatted once the cluster has formed: the entrypoint formats any blank disk. */
export function keepBlankOut(): InitContainerProps {
  return {
    name: 'keep-blank-out',
    image: IMAGE,
    command: [
      'sh',
      '-c',
      fs.readFileSync(path.join(__dirname, 'keep-blank-out.sh'), 'utf8'),
      'keep-blank-out.sh',
      DATA,
    ],
    // Read anew at each start of the container: an annotation that somebody adds to a waiting Pod counts for that Pod alone.
    env: { FORMAT_BLANK_DISK: EnvSource.field("metadata.annotations['format-blank-disk']") },
    mounts: { data: { mountPath: DATA, subPath: 'kafka', readOnly: true } },
    resources: { cpu: '10m', memory: '32Mi' },
  };
}
