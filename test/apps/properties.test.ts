// biome-ignore-all lint/suspicious/noExplicitAny: it reads YAML as a deployer does, without this library's types
import fs from 'node:fs';
import path from 'node:path';
import { load, loadAll } from 'js-yaml';
import { tree } from '../output/temp-folder';
import { restrictedViolations } from '../support/restricted';

/** All objects of `dist/`, as they stand there; [what, object]. */
const objects = Object.entries(tree(path.join(__dirname, '../../dist'))).flatMap(([file, text]) =>
  (loadAll(text) as any[]).map((object): [string, any] => [`${file}: ${object.kind} ${object.metadata.name}`, object]),
);
const ofKind = (...kinds: string[]) => objects.filter(([, { kind }]) => kinds.includes(kind));
const find = (what: string): any => {
  const found = objects.find(([name]) => name === what);
  if (!found) throw new Error(`${what} is not in dist`);
  return found[1];
};

const WORKLOADS = ['Deployment', 'StatefulSet', 'ReplicaSet', 'DaemonSet', 'Job', 'CronJob'];
const pods = objects.flatMap(([what, object]): [string, any][] => {
  if (object.kind === 'Pod') return [[what, object]];
  const spec = object.kind === 'CronJob' ? object.spec.jobTemplate.spec : object.spec;
  return WORKLOADS.includes(object.kind) ? [[what, spec.template]] : [];
});
/** What apps/exceptions.yaml names: `<kind>/<namespace>/<name>`. */
const exceptions = load(fs.readFileSync(path.join(__dirname, '../../apps/exceptions.yaml'), 'utf8')) as any[];
const isException = (what: string, check: string) => {
  const { kind, metadata } = find(what);
  const named = `${kind}/${metadata.namespace}/${metadata.name}`;
  return exceptions.some((one) => one.object === named && one.check === check);
};
const isUnrestricted = (what: string) => isException(what, 'pod-security restricted');
const isJob = (what: string) => ['Job', 'CronJob'].includes(find(what).kind);
const services = ofKind('Service');
const sets = ofKind('StatefulSet');
const pairs = (map: object) => Object.entries(map);

test('there are Pods, Services and StatefulSets to judge', () => {
  expect([pods.length, services.length, sets.length].map((count) => count > 3)).toEqual([true, true, true]);
});

describe.each(pods)('the Pods of %s', (what, pod) => {
  const { spec } = pod;
  const [container] = spec.containers;

  test('pass Pod Security restricted, unless they are on the list', () => {
    if (isUnrestricted(what)) expect(restrictedViolations(spec)).not.toEqual([]);
    else expect(restrictedViolations(spec)).toEqual([]);
  });

  test('mount no token unless they are on the list, and get no variables of other Services', () => {
    const token = isException(what, 'checkov CKV_K8S_38');
    expect([spec.automountServiceAccountToken, spec.enableServiceLinks]).toEqual([token, false]);
  });

  test('write only where a volume is, unless they are on the list', () => {
    expect(container.securityContext.readOnlyRootFilesystem).toBe(!isException(what, 'checkov CKV_K8S_22'));
  });

  test('have the memory that they ask for, and no CPU limit', () => {
    const { requests, limits } = container.resources;
    expect(limits.memory).toBe(requests.memory);
    expect(limits['ephemeral-storage']).toBeDefined();
    expect(limits.cpu).toBeUndefined();
  });

  test('run a pinned image, which is pulled as its pin asks for', () => {
    expect(container.image).toMatch(/:[^:/]+$/);
    expect(container.image).not.toMatch(/:latest$/);
    expect(container.imagePullPolicy).toBe(container.image.includes('@sha256:') ? 'IfNotPresent' : 'Always');
  });

  test('say separately whether they are ready and whether they live, where somebody calls them', () => {
    expect(container.livenessProbe === undefined).toBe(isJob(what));
    if (!container.readinessProbe) return;
    const { timeoutSeconds: _r, periodSeconds: _p, ...ready } = container.readinessProbe;
    expect(container.livenessProbe).toBeDefined();
    expect(container.livenessProbe).not.toMatchObject(ready);
  });
});

describe('identity', () => {
  const selectors = objects.flatMap(([what, { kind, spec }]): [string, object][] => {
    const selector =
      kind === 'Service' ? spec.selector : (spec?.selector?.matchLabels ?? spec?.podSelector?.matchLabels);
    return selector ? [[what, selector]] : [];
  });

  test.each(selectors)('%s selects by no version', (_, selector) => {
    for (const [key, value] of pairs(selector)) {
      expect(key).not.toMatch(/version|chart|managed-by|hash/);
      expect(value).not.toMatch(/\d+\.\d+|[0-9a-f]{8}/);
    }
  });

  test.each(sets)('%s: its claim templates say what they are, and carry no labels', (_, { spec }) => {
    expect(spec.volumeClaimTemplates.length).toBeGreaterThan(0);
    for (const claim of spec.volumeClaimTemplates) {
      expect([claim.apiVersion, claim.kind]).toEqual(['v1', 'PersistentVolumeClaim']);
      expect(Object.keys(claim.metadata)).toEqual(['name']);
    }
  });

  test.each<[string, string]>([
    ['etcd/etcd.k8s.yaml: StatefulSet etcd', 'fast'],
    ['nginx-stateful/web.k8s.yaml: StatefulSet web', 'nfs-client'],
    ['shop/staging/data.k8s.yaml: StatefulSet database', 'standard'],
    ['shop/production/data.k8s.yaml: StatefulSet database', 'fast'],
  ])('%s: its storage class is the one that the app names', (what, storageClass) => {
    const classes = find(what).spec.volumeClaimTemplates.map(({ spec }: any) => spec.storageClassName);
    expect(classes).toEqual([storageClass]);
  });

  test.each(sets)('%s: its headless Service is there, also for members that are not ready', (what, { spec }) => {
    const service = find(`${what.split(':')[0]}: Service ${spec.serviceName}`);
    expect([service.spec.clusterIP, service.spec.publishNotReadyAddresses]).toEqual(['None', true]);
  });
});

describe('services', () => {
  test.each(services.filter(([, { spec }]) => spec.selector))('%s finds Pods, and their port', (what, { spec }) => {
    const [file] = what.split(':');
    const found = pods.filter(
      ([name, pod]) =>
        name.startsWith(`${file}:`) &&
        pairs(spec.selector).every(([key, value]) => pod.metadata.labels?.[key] === value),
    );
    expect(found).toHaveLength(1);
    // Sidecars have ports of the Service, too.
    const { containers, initContainers = [] } = found[0]![1].spec;
    const names = [...containers, ...initContainers].flatMap(({ ports = [] }) => ports.map(({ name }: any) => name));
    for (const port of spec.ports) expect(names).toContain(port.targetPort);
  });

  test('the ways into nginx: node port 30520, a load balancer, a cluster address', () => {
    const spec = (name: string) => find(`nginx/web.k8s.yaml: Service ${name}`).spec;
    expect(spec('web').type ?? 'ClusterIP').toBe('ClusterIP');
    expect([spec('web-node-port').type, spec('web-node-port').ports[0].nodePort]).toEqual(['NodePort', 30520]);
    expect([spec('web-load-balancer').type, spec('web-load-balancer').sessionAffinity]).toEqual([
      'LoadBalancer',
      'ClientIP',
    ]);
  });

  test('the Ingress of nginx: host, path, TLS', () => {
    const { spec, metadata } = find('nginx/web.k8s.yaml: Ingress www');
    expect(spec.rules[0].host).toBe('www.example.com');
    expect(spec.rules[0].http.paths[0]).toMatchObject({ path: '/', pathType: 'Prefix' });
    expect(spec.tls).toEqual([{ hosts: ['www.example.com'], secretName: 'www-tls' }]);
    expect(metadata.annotations['cert-manager.io/cluster-issuer']).toBe('letsencrypt');
  });
});

describe('etcd', () => {
  const { spec } = find('etcd/etcd.k8s.yaml: StatefulSet etcd');
  const { args } = spec.template.spec.containers[0];

  test('its members know each other by stable names', () => {
    const host = (n: number) => `etcd-${n}=http://etcd-${n}.etcd-headless.etcd.svc.cluster.local:2380`;
    expect(args).toContain(`--initial-cluster=${[0, 1, 2].map(host).join(',')}`);
    expect(args).toContain('--initial-cluster-state=new');
    expect(args).toContain('--name=$(POD_NAME)');
    expect(spec.replicas).toBe(3);
  });

  test('its history does not fill the database', () => {
    expect(args).toEqual(expect.arrayContaining(['--auto-compaction-mode=periodic', '--auto-compaction-retention=8h']));
  });

  test('its members start together, because the first is ready only with a second', () => {
    expect(spec.podManagementPolicy).toBe('Parallel');
  });

  test('its budget keeps a quorum of two', () => {
    const budget = find('etcd/etcd.k8s.yaml: PodDisruptionBudget etcd').spec;
    expect(budget.maxUnavailable ?? 3 - budget.minAvailable).toBe(1);
  });
});

describe('ZooKeeper', () => {
  const { spec } = find('zookeeper/zookeeper.k8s.yaml: StatefulSet zookeeper');
  const env = variables(spec);

  test('has ids from 1, which are the numbers of its members, and a list of all of them', () => {
    const server = (n: number) =>
      `server.${n}=zookeeper-${n}.zookeeper-headless.zookeeper.svc.cluster.local:2888:3888;2181`;
    expect(spec.ordinals).toEqual({ start: 1 });
    expect(env.ZOO_MY_ID).toEqual({ fieldRef: { fieldPath: "metadata.labels['apps.kubernetes.io/pod-index']" } });
    expect(env.ZOO_SERVERS).toBe([1, 2, 3].map(server).join(' '));
  });

  test('asks members that are ready whether they serve, and those that live only whether they run', () => {
    const [{ readinessProbe, livenessProbe }] = spec.template.spec.containers;
    expect([readinessProbe.exec.command.at(-1), livenessProbe.exec.command.at(-1)]).toEqual([
      expect.stringMatching(/srvr.*\^Mode:/),
      expect.stringMatching(/ruok.*imok/),
    ]);
  });
});

describe('Kafka', () => {
  const set = (file: string, name: string) => find(`kafka/${file}.k8s.yaml: StatefulSet ${name}`).spec;
  const [controllers, brokers] = [set('cluster', 'kafka-controller'), set('cluster', 'kafka-broker')];
  const combined = set('combined', 'kafka-node');
  const idsOf = ({ ordinals, replicas }: any) =>
    Array.from({ length: replicas }, (_, index) => (ordinals?.start ?? 0) + index);

  test('gives each node an id of its own, whatever its role', () => {
    expect([idsOf(controllers), idsOf(brokers)]).toEqual([
      [0, 1, 2],
      [100, 101, 102],
    ]);
    for (const one of [controllers, brokers, combined]) {
      expect(variables(one).KAFKA_NODE_ID.fieldRef.fieldPath).toContain('apps.kubernetes.io/pod-index');
    }
  });

  test('has voters that are the controllers, for all roles the same', () => {
    const voter = (n: number) => `${n}@kafka-controller-${n}.kafka-controller-headless.kafka.svc.cluster.local:9093`;
    for (const one of [controllers, brokers]) {
      expect(variables(one).KAFKA_CONTROLLER_QUORUM_VOTERS).toBe([0, 1, 2].map(voter).join(','));
    }
  });

  test('has one cluster id for each cluster: 16 bytes', () => {
    const ids = [controllers, brokers, combined].map((one) => variables(one).CLUSTER_ID);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
    for (const id of ids) expect(Buffer.from(id, 'base64url').toString('base64url')).toBe(id);
    for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(16);
  });

  test('keeps its data in a folder of the claim', () => {
    for (const one of [controllers, brokers, combined]) {
      const mounts = one.template.spec.containers[0].volumeMounts;
      const logs = variables(one).KAFKA_LOG_DIRS;
      expect(mounts).toContainEqual({ name: 'data', mountPath: logs, subPath: 'kafka' });
    }
  });

  test('advertises brokers by their own names, and controllers not at all', () => {
    expect(variables(brokers).KAFKA_ADVERTISED_LISTENERS).toBe(
      'INTERNAL://$(POD_NAME).kafka-broker-headless.kafka.svc.cluster.local:9092',
    );
    expect(variables(controllers).KAFKA_ADVERTISED_LISTENERS).toBeUndefined();
  });
});

/** The variables of a set's main container: values, and sources as they stand. */
function variables({ template }: any): any {
  const [{ env }] = template.spec.containers;
  return Object.fromEntries(env.map(({ name, value, valueFrom }: any) => [name, value ?? valueFrom]));
}
