import {
  EnvSource,
  Health,
  Hook,
  Probe,
  ServiceType,
  Spread,
  StatefulCluster,
  StatelessService,
  Storage,
  Unsafe,
} from '../../../lib';
import { health, type PublicExample, resources, selected } from './example';

const claims = (name: string, storage: string, storageClassName?: string) => ({
  volumeClaimTemplates: [
    {
      metadata: { name },
      spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage } } },
    },
  ],
});

// The scripts are long, and not what is compared.
const INIT = ['bash', '-c', 'server-id by ordinal, and the file of the role'];
const CLONE = ['bash', '-c', 'clone data from the previous peer'];
const BACKUP = ['bash', '-c', 'start replication, and serve backups'];
const XTRABACKUP = 'gcr.io/google-samples/xtrabackup:1.0';
const DATA = { name: 'data', mountPath: '/var/lib/mysql', subPath: 'mysql' };
const CONF = { name: 'conf', mountPath: '/etc/mysql/conf.d' };
const ZOOKEEPER = ['sh', '-c', 'start-zookeeper --servers=3 --data_dir=/var/lib/zookeeper/data'];
const ZOOKEEPER_READY = {
  exec: { command: ['sh', '-c', 'zookeeper-ready 2181'] },
  initialDelaySeconds: 10,
  timeoutSeconds: 5,
};
const CASSANDRA_ENV = {
  MAX_HEAP_SIZE: '512M',
  HEAP_NEWSIZE: '100M',
  CASSANDRA_SEEDS: 'cassandra-0.cassandra.default.svc.cluster.local',
  CASSANDRA_CLUSTER_NAME: 'K8Demo',
};

/** StatefulSets, with the names of Services and containers that running ones have. */
export const STATEFUL_SETS: readonly PublicExample[] = [
  {
    file: 'application/web/web.yaml',
    spec: { serviceName: 'nginx', replicas: 2, ...selected({ app: 'nginx' }), ...claims('www', '1Gi') },
    service: { clusterIP: 'None', ports: [{ port: 80, name: 'web' }], selector: { app: 'nginx' } },
    pod: {
      containers: [
        {
          name: 'nginx',
          image: 'registry.k8s.io/nginx-slim:0.7',
          ports: [{ containerPort: 80, name: 'web' }],
          volumeMounts: [{ name: 'www', mountPath: '/usr/share/nginx/html' }],
        },
      ],
    },
    write: (chart) =>
      new StatefulCluster(chart, 'web', {
        image: 'registry.k8s.io/nginx-slim:0.7',
        members: 2,
        container: { name: 'nginx' },
        selector: { app: 'nginx' },
        serviceName: 'nginx',
        ports: [{ name: 'web', port: 80, peersOnly: true }],
        storage: [Storage.claim('www', { mountPath: '/usr/share/nginx/html', size: '1Gi' })],
        resources,
        health,
      }),
  },
  {
    file: 'application/cassandra/cassandra-statefulset.yaml',
    spec: {
      serviceName: 'cassandra',
      replicas: 3,
      ...selected({ 'app.kubernetes.io/name': 'cassandra' }),
      ...claims('cassandra-data', '1Gi', 'fast'),
    },
    service: {
      clusterIP: 'None',
      ports: [{ name: 'cql', port: 9042 }],
      selector: { 'app.kubernetes.io/name': 'cassandra' },
    },
    pod: {
      terminationGracePeriodSeconds: 500,
      containers: [
        {
          name: 'cassandra',
          image: 'gcr.io/google-samples/cassandra:v13',
          imagePullPolicy: 'Always',
          ports: [
            { containerPort: 7000, name: 'intra-node' },
            { containerPort: 7199, name: 'jmx' },
            { containerPort: 9042, name: 'cql' },
          ],
          resources: { limits: { cpu: '500m', memory: '1Gi' }, requests: { cpu: '500m', memory: '1Gi' } },
          securityContext: { capabilities: { add: ['IPC_LOCK'] } },
          lifecycle: { preStop: { exec: { command: ['/bin/sh', '-c', 'nodetool drain'] } } },
          env: [
            ...Object.entries(CASSANDRA_ENV).map(([name, value]) => ({ name, value })),
            { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          ],
          readinessProbe: {
            exec: { command: ['/bin/bash', '-c', '/ready-probe.sh'] },
            initialDelaySeconds: 15,
            timeoutSeconds: 5,
          },
          volumeMounts: [{ name: 'cassandra-data', mountPath: '/cassandra_data' }],
        },
      ],
    },
    write: (chart) => {
      new StatefulCluster(chart, 'cassandra', {
        image: 'gcr.io/google-samples/cassandra:v13',
        imagePullPolicy: 'Always',
        members: 3,
        selector: { 'app.kubernetes.io/name': 'cassandra' },
        serviceName: 'cassandra',
        ports: [
          { name: 'intra-node', port: 7000, peersOnly: true },
          { name: 'jmx', port: 7199, peersOnly: true },
          { name: 'cql', port: 9042, peersOnly: true },
        ],
        storage: [Storage.claim('cassandra-data', { mountPath: '/cassandra_data', size: '1Gi', storageClass: 'fast' })],
        env: { ...CASSANDRA_ENV, POD_IP: EnvSource.field('status.podIP') },
        health: Health.probes({
          ready: Probe.exec(['/bin/bash', '-c', '/ready-probe.sh'], { initialDelaySeconds: 15, timeoutSeconds: 5 }),
        }),
        lifecycle: { preStop: Hook.exec(['/bin/sh', '-c', 'nodetool drain']) },
        terminationGracePeriod: 500,
        resources: { cpu: '500m', cpuLimit: '500m', memory: '1Gi' },
        security: { addCapabilities: ['IPC_LOCK'] },
      });
    },
  },
  {
    file: 'application/zookeeper/zookeeper.yaml',
    spec: {
      serviceName: 'zk-hs',
      replicas: 3,
      updateStrategy: { type: 'RollingUpdate' },
      podManagementPolicy: 'OrderedReady',
      ...selected({ 'app.kubernetes.io/name': 'zk' }),
      ...claims('datadir', '10Gi'),
    },
    service: { ports: [{ port: 2181, name: 'client' }], selector: { 'app.kubernetes.io/name': 'zk' } },
    pod: {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            // The original asks for the label `app`, which its Pods don't have.
            {
              labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'zk' } },
              topologyKey: 'kubernetes.io/hostname',
            },
          ],
        },
      },
      containers: [
        {
          name: 'kubernetes-zookeeper',
          imagePullPolicy: 'Always',
          image: 'registry.k8s.io/kubernetes-zookeeper:1.0-3.4.10',
          resources: { requests: { memory: '1Gi', cpu: '0.5' } },
          ports: [
            { containerPort: 2181, name: 'client' },
            { containerPort: 2888, name: 'server' },
            { containerPort: 3888, name: 'leader-election' },
          ],
          command: ZOOKEEPER,
          readinessProbe: ZOOKEEPER_READY,
          livenessProbe: ZOOKEEPER_READY,
          volumeMounts: [{ name: 'datadir', mountPath: '/var/lib/zookeeper' }],
        },
      ],
      securityContext: { runAsUser: 1000, fsGroup: 1000 },
    },
    write: (chart) => {
      const { command } = ZOOKEEPER_READY.exec;
      const probe = Probe.exec(command, { initialDelaySeconds: 10, timeoutSeconds: 5 });
      const zk = new StatefulCluster(chart, 'zk', {
        image: 'registry.k8s.io/kubernetes-zookeeper:1.0-3.4.10',
        imagePullPolicy: 'Always',
        members: 3,
        container: { name: 'kubernetes-zookeeper' },
        selector: { 'app.kubernetes.io/name': 'zk' },
        serviceName: 'zk-hs',
        clientServiceName: 'zk-cs',
        podManagementPolicy: 'OrderedReady',
        spread: Spread.hard(),
        ports: [
          { name: 'client', port: 2181 },
          { name: 'server', port: 2888, peersOnly: true },
          { name: 'leader-election', port: 3888, peersOnly: true },
        ],
        command: ZOOKEEPER,
        storage: [Storage.claim('datadir', { mountPath: '/var/lib/zookeeper', size: '10Gi' })],
        health: Health.probes({ ready: probe, live: probe }),
        resources: { cpu: '0.5', memory: '1Gi' },
        security: { runAsUser: 1000, fsGroup: 1000 },
      });
      Unsafe.accept(zk, 'liveness-equals-readiness', 'the example asks the server alone in both');
    },
  },
  {
    file: 'etcd.io/docs/v3.6/op-guide/kubernetes',
    spec: {
      serviceName: 'etcd',
      replicas: 3,
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate' },
      ...selected({ app: 'etcd' }),
      ...claims('etcd-data', '1Gi'),
    },
    service: {
      type: 'ClusterIP',
      clusterIP: 'None',
      selector: { app: 'etcd' },
      publishNotReadyAddresses: true,
      ports: [
        { name: 'etcd-client', port: 2379 },
        { name: 'etcd-server', port: 2380 },
        { name: 'etcd-metrics', port: 8080 },
      ],
    },
    pod: {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            {
              labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['etcd'] }] },
              topologyKey: 'kubernetes.io/hostname',
            },
          ],
        },
      },
      containers: [
        {
          name: 'etcd',
          image: 'quay.io/coreos/etcd:v3.5.15',
          imagePullPolicy: 'IfNotPresent',
          ports: [
            { name: 'etcd-client', containerPort: 2379 },
            { name: 'etcd-server', containerPort: 2380 },
            { name: 'etcd-metrics', containerPort: 8080 },
          ],
          readinessProbe: { httpGet: { path: '/readyz', port: 8080 }, initialDelaySeconds: 10, failureThreshold: 30 },
          livenessProbe: { httpGet: { path: '/livez', port: 8080 }, initialDelaySeconds: 15, timeoutSeconds: 5 },
          env: [
            { name: 'HOSTNAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
            { name: 'SERVICE_NAME', valueFrom: { fieldRef: { fieldPath: "metadata.annotations['serviceName']" } } },
            { name: 'ETCDCTL_ENDPOINTS', value: '$(HOSTNAME).$(SERVICE_NAME):2379' },
            { name: 'URI_SCHEME', value: 'http' },
          ],
          command: ['/usr/local/bin/etcd'],
          args: [
            '--name=$(HOSTNAME)',
            '--initial-cluster=etcd-0=$(URI_SCHEME)://etcd-0.$(SERVICE_NAME):2380,etcd-1=$(URI_SCHEME)://etcd-1.$(SERVICE_NAME):2380,etcd-2=$(URI_SCHEME)://etcd-2.$(SERVICE_NAME):2380',
          ],
          volumeMounts: [{ name: 'etcd-data', mountPath: '/data' }],
        },
      ],
    },
    write: (chart) => {
      const members = (cluster: StatefulCluster) =>
        cluster
          .peers('etcd-server')
          .map(({ name, port }) => `${name}=$(URI_SCHEME)://${name}.$(SERVICE_NAME):${port}`)
          .join(',');
      new StatefulCluster(chart, 'etcd', {
        image: 'quay.io/coreos/etcd:v3.5.15',
        imagePullPolicy: 'IfNotPresent',
        members: 3,
        selector: { app: 'etcd' },
        serviceName: 'etcd',
        clientServiceName: 'etcd-client',
        podAnnotations: { serviceName: 'etcd' },
        scheduling: {
          apartFrom: [
            {
              pods: { matchExpressions: [{ key: 'app', operator: 'In', values: ['etcd'] }] },
              over: 'nodes',
              hard: true,
            },
          ],
        },
        ports: [
          { name: 'etcd-client', port: 2379 },
          { name: 'etcd-server', port: 2380, peersOnly: true },
          { name: 'etcd-metrics', port: 8080 },
        ],
        storage: [Storage.claim('etcd-data', { mountPath: '/data', size: '1Gi' })],
        env: {
          HOSTNAME: EnvSource.field('metadata.name'),
          SERVICE_NAME: EnvSource.field("metadata.annotations['serviceName']"),
          ETCDCTL_ENDPOINTS: '$(HOSTNAME).$(SERVICE_NAME):2379',
          URI_SCHEME: 'http',
        },
        command: ['/usr/local/bin/etcd'],
        args: (cluster) => ['--name=$(HOSTNAME)', `--initial-cluster=${members(cluster)}`],
        health: Health.probes({
          ready: Probe.http('/readyz', { port: 8080, initialDelaySeconds: 10, failureThreshold: 30 }),
          live: Probe.http('/livez', { port: 8080, initialDelaySeconds: 15, timeoutSeconds: 5 }),
        }),
        resources,
      });
    },
  },
  {
    file: 'application/mysql/mysql-statefulset.yaml',
    spec: { serviceName: 'mysql', replicas: 3, ...selected({ app: 'mysql' }), ...claims('data', '10Gi') },
    pod: {
      initContainers: [
        {
          name: 'init-mysql',
          image: 'mysql:5.7',
          command: INIT,
          volumeMounts: [
            { name: 'conf', mountPath: '/mnt/conf.d' },
            { name: 'config-map', mountPath: '/mnt/config-map' },
          ],
        },
        { name: 'clone-mysql', image: XTRABACKUP, command: CLONE, volumeMounts: [DATA, CONF] },
      ],
      containers: [
        {
          name: 'mysql',
          image: 'mysql:5.7',
          env: [{ name: 'MYSQL_ALLOW_EMPTY_PASSWORD', value: '1' }],
          ports: [{ name: 'mysql', containerPort: 3306 }],
          volumeMounts: [DATA, CONF],
          resources: { requests: { cpu: '500m', memory: '1Gi' } },
          livenessProbe: {
            exec: { command: ['mysqladmin', 'ping'] },
            initialDelaySeconds: 30,
            periodSeconds: 10,
            timeoutSeconds: 5,
          },
          readinessProbe: {
            exec: { command: ['mysql', '-h', '127.0.0.1', '-e', 'SELECT 1'] },
            initialDelaySeconds: 5,
            periodSeconds: 2,
            timeoutSeconds: 1,
          },
        },
        {
          name: 'xtrabackup',
          image: XTRABACKUP,
          ports: [{ name: 'xtrabackup', containerPort: 3307 }],
          command: BACKUP,
          volumeMounts: [DATA, CONF],
          resources: { requests: { cpu: '100m', memory: '100Mi' } },
        },
      ],
      volumes: [
        { name: 'conf', emptyDir: {} },
        { name: 'config-map', configMap: { name: 'mysql' } },
      ],
    },
    write: (chart) => {
      const { name: _data, ...data } = DATA;
      const mounts = { data, conf: CONF.mountPath };
      new StatefulCluster(chart, 'mysql', {
        image: 'mysql:5.7',
        members: 3,
        selector: { app: 'mysql' },
        serviceName: 'mysql',
        clientServiceName: 'mysql-read',
        ports: [{ name: 'mysql', port: 3306 }],
        env: { MYSQL_ALLOW_EMPTY_PASSWORD: '1' },
        storage: [
          Storage.claim('data', { ...data, size: '10Gi' }),
          Storage.emptyDir('conf', { mountPath: CONF.mountPath }),
          Storage.configMap('config-map', { configMap: 'mysql' }),
        ],
        initContainers: [
          {
            name: 'init-mysql',
            image: 'mysql:5.7',
            command: INIT,
            mounts: { conf: '/mnt/conf.d', 'config-map': '/mnt/config-map' },
            resources,
          },
          { name: 'clone-mysql', image: XTRABACKUP, command: CLONE, mounts, resources },
        ],
        sidecars: [
          {
            name: 'xtrabackup',
            native: false,
            image: XTRABACKUP,
            command: BACKUP,
            ports: [{ name: 'xtrabackup', port: 3307 }],
            mounts,
            resources: { cpu: '100m', memory: '100Mi' },
          },
        ],
        health: Health.probes({
          live: Probe.exec(['mysqladmin', 'ping'], { initialDelaySeconds: 30, periodSeconds: 10, timeoutSeconds: 5 }),
          ready: Probe.exec(['mysql', '-h', '127.0.0.1', '-e', 'SELECT 1'], {
            initialDelaySeconds: 5,
            periodSeconds: 2,
            timeoutSeconds: 1,
          }),
        }),
        resources: { cpu: '500m', memory: '1Gi' },
      });
    },
  },
  {
    file: 'application/wordpress/mysql-deployment.yaml',
    spec: { strategy: { type: 'Recreate' }, ...selected({ app: 'wordpress', tier: 'mysql' }) },
    service: { clusterIP: 'None', ports: [{ port: 3306 }], selector: { app: 'wordpress', tier: 'mysql' } },
    pod: {
      containers: [
        {
          name: 'mysql',
          image: 'mysql:8.0',
          env: [
            { name: 'MYSQL_ROOT_PASSWORD', valueFrom: { secretKeyRef: { name: 'mysql-pass', key: 'password' } } },
            { name: 'MYSQL_DATABASE', value: 'wordpress' },
          ],
          ports: [{ containerPort: 3306, name: 'mysql' }],
          volumeMounts: [{ name: 'mysql-persistent-storage', mountPath: '/var/lib/mysql' }],
        },
      ],
      volumes: [{ name: 'mysql-persistent-storage', persistentVolumeClaim: { claimName: 'mysql-pv-claim' } }],
    },
    write: (chart) =>
      new StatelessService(chart, 'wordpress-mysql', {
        image: 'mysql:8.0',
        replicas: 1,
        container: { name: 'mysql' },
        selector: { app: 'wordpress', tier: 'mysql' },
        serviceType: ServiceType.headless(),
        rollout: { strategy: 'Recreate' },
        ports: [{ name: 'mysql', port: 3306 }],
        env: { MYSQL_ROOT_PASSWORD: EnvSource.secretKey('mysql-pass', 'password'), MYSQL_DATABASE: 'wordpress' },
        storage: [
          Storage.existingClaim('mysql-persistent-storage', { claim: 'mysql-pv-claim', mountPath: '/var/lib/mysql' }),
        ],
        resources,
        health,
      }),
  },
];
