import * as kplus from 'cdk8s-plus-28';
import {
  BatchJob,
  GrantScope,
  type Grants,
  Health,
  NodeAgent,
  ScheduledJob,
  ServiceAccount,
  StatefulCluster,
  StatelessService,
  Unsafe,
  type Workload,
} from '../../lib';
import { emitted, problems } from '../support/build';
import { WRONG_VALUES } from '../support/wrong-values';

const JOB = { image: 'registry.example.com/web:1.0.0', resources: { memory: '64Mi' } };
const WEB = { ...JOB, ports: [{ name: 'http', port: 80 }], health: Health.http({ ready: '/ready', live: '/live' }) };
const SHOP = { namespace: 'shop' };

const built = (say: (grants: Grants) => void, props: object = {}, setting: object = SHOP) =>
  emitted((chart) => say(new StatelessService(chart, 'web', { ...WEB, ...props }).grants), setting);
const found = (say: (grants: Grants) => void, setting: object = SHOP) =>
  problems((chart) => say(new StatelessService(chart, 'web', WEB).grants), setting);

const SUBJECT = { kind: 'ServiceAccount', name: 'web', namespace: 'shop' };
const roleRef = (kind: string, name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name });
const reads = ['get', 'list', 'watch'];
const writes = [...reads, 'create', 'update', 'patch', 'delete'];

/** [sentence, grants, `Kind/name` → what it says] */
const CASES: readonly (readonly [string, (grants: Grants) => void, Readonly<Record<string, object>>])[] = [
  [
    'reading is get, list and watch in the own namespace',
    (grants) => grants.read('configmaps'),
    {
      'Role/web': { rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: reads }] },
      'RoleBinding/web': { roleRef: roleRef('Role', 'web'), subjects: [SUBJECT] },
    },
  ],
  [
    'grants of equal verbs and groups are one rule; the group follows from the resource',
    (grants) => {
      grants.read(['pods', 'pods/log', 'ingresses']);
      grants.read(['services', 'pods']);
      grants.verbs(['patch'], 'deployments/scale', { names: ['web'] });
    },
    {
      'Role/web': {
        rules: [
          { apiGroups: [''], resources: ['pods', 'pods/log', 'services'], verbs: reads },
          { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: reads },
          { apiGroups: ['apps'], resources: ['deployments/scale'], resourceNames: ['web'], verbs: ['patch'] },
        ],
      },
    },
  ],
  [
    'the own namespace is granted by a Role, too',
    (grants) => grants.verbs(['get', 'delete'], 'namespaces'),
    { 'Role/web': { rules: [{ apiGroups: [''], resources: ['namespaces'], verbs: ['get', 'delete'] }] } },
  ],
  [
    'what rules name though there are no such objects',
    (grants) => grants.verbs(['approve'], 'signers', { names: ['example.com/*'], scope: GrantScope.cluster() }),
    {
      'ClusterRole/shop:web': {
        rules: [
          {
            apiGroups: ['certificates.k8s.io'],
            resources: ['signers'],
            resourceNames: ['example.com/*'],
            verbs: ['approve'],
          },
        ],
      },
    },
  ],
  [
    'any key of what an impersonated user has',
    (grants) => grants.verbs(['get'], 'userextras/scopes', { scope: GrantScope.cluster() }),
    {
      'ClusterRole/shop:web': {
        rules: [{ apiGroups: ['authentication.k8s.io'], resources: ['userextras/scopes'], verbs: ['get'] }],
      },
    },
  ],
  [
    'events are in two groups',
    (grants) => grants.verbs(['create'], 'events'),
    { 'Role/web': { rules: [{ apiGroups: ['', 'events.k8s.io'], resources: ['events'], verbs: ['create'] }] } },
  ],
  [
    'writing to named objects leaves out create, which has no name yet',
    (grants) => grants.write('leases', { names: ['web-leader'] }),
    {
      'Role/web': {
        rules: [
          {
            apiGroups: ['coordination.k8s.io'],
            resources: ['leases'],
            resourceNames: ['web-leader'],
            verbs: writes.filter((verb) => verb !== 'create'),
          },
        ],
      },
    },
  ],
  [
    'a custom resource is named with its group',
    (grants) => grants.write('certificates', { apiGroup: 'cert-manager.io' }),
    { 'Role/web': { rules: [{ apiGroups: ['cert-manager.io'], resources: ['certificates'], verbs: writes }] } },
  ],
  [
    'in the cluster the names say whose rights they are',
    (grants) => grants.read(['nodes', 'namespaces'], { scope: GrantScope.cluster() }),
    {
      'ClusterRole/shop:web': { rules: [{ apiGroups: [''], resources: ['nodes', 'namespaces'], verbs: reads }] },
      'ClusterRoleBinding/shop:web': { roleRef: roleRef('ClusterRole', 'shop:web'), subjects: [SUBJECT] },
    },
  ],
  [
    'rights in another namespace are a role there',
    (grants) => grants.read('endpointslices', { scope: GrantScope.namespace('infra') }),
    {
      'Role/shop:web': { metadata: { namespace: 'infra' } },
      'RoleBinding/shop:web': { metadata: { namespace: 'infra' }, subjects: [SUBJECT] },
    },
  ],
  [
    'the own namespace by its name is the own namespace',
    (grants) => grants.read('configmaps', { scope: GrantScope.namespace('shop') }),
    { 'Role/web': {}, 'RoleBinding/web': {} },
  ],
  [
    'existing roles are bound, each once',
    (grants) => {
      grants.clusterRole('view');
      grants.clusterRole('view');
      grants.clusterRole('system:auth-delegator', { scope: GrantScope.cluster() });
      grants.role('leader-election');
    },
    {
      'RoleBinding/web:view': { roleRef: roleRef('ClusterRole', 'view'), subjects: [SUBJECT] },
      'ClusterRoleBinding/shop:web:system:auth-delegator': { roleRef: roleRef('ClusterRole', 'system:auth-delegator') },
      'RoleBinding/web:leader-election': { roleRef: roleRef('Role', 'leader-election') },
    },
  ],
  [
    'paths of the API server are granted in the cluster',
    (grants) => grants.urls('/metrics'),
    { 'ClusterRole/shop:web': { rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }] } },
  ],
  [
    'rights in the namespace and in the cluster stand beside each other',
    (grants) => {
      grants.read('configmaps');
      grants.read('nodes', { scope: GrantScope.cluster() });
    },
    { 'Role/web': {}, 'RoleBinding/web': {}, 'ClusterRole/shop:web': {}, 'ClusterRoleBinding/shop:web': {} },
  ],
];

test('roles and bindings of the cluster are in no namespace', () => {
  const objects = emitted(
    (chart) => {
      const web = new StatelessService(chart, 'web', WEB);
      web.grants.read('nodes', { scope: GrantScope.cluster() });
      web.grants.clusterRole('system:auth-delegator', { scope: GrantScope.cluster() });
    },
    { namespace: 'shop' },
  );
  const namespaces = Object.entries(objects)
    .filter(([key]) => key.startsWith('Cluster'))
    .map(([key, object]) => [key, (object as { metadata: { namespace?: string } }).metadata.namespace]);
  expect(namespaces).toEqual([
    ['ClusterRole/shop:web', undefined],
    ['ClusterRoleBinding/shop:web', undefined],
    ['ClusterRoleBinding/shop:web:system:auth-delegator', undefined],
  ]);
});

describe('grants', () => {
  test.each(CASES)('%s', (_sentence, say, wanted) => {
    const objects = built(say);
    expect(objects).toMatchObject(wanted);
    const rbac = Object.keys(objects).filter((key) => key.includes('Role'));
    for (const key of Object.keys(wanted)) expect(rbac).toContain(key);
  });

  test('mount the token, which nobody has otherwise', () => {
    const token = (objects: ReturnType<typeof built>) => [
      (objects['ServiceAccount/web'] as { automountServiceAccountToken?: boolean }).automountServiceAccountToken,
      (objects['Deployment/web'] as never as { spec: { template: { spec: object } } }).spec.template.spec,
    ];
    expect(token(built(() => undefined))).toMatchObject([false, { automountServiceAccountToken: false }]);
    expect(token(built((grants) => grants.read('pods')))).toMatchObject([true, { automountServiceAccountToken: true }]);
    expect(token(built((grants) => grants.clusterRole('view')))).toMatchObject([true, {}]);
    const own = built((grants) => grants.read('pods'), { automountServiceAccountToken: false });
    expect(token(own)).toMatchObject([false, { automountServiceAccountToken: false }]);
  });

  test('are given to the ServiceAccount that the Pods run as', () => {
    const objects = built((grants) => grants.read('pods'), { serviceAccount: ServiceAccount.existing('ci') });
    expect(objects['RoleBinding/web']).toMatchObject({ subjects: [{ name: 'ci' }] });
    expect(Object.keys(objects)).not.toContain('ServiceAccount/ci');
  });

  test('work where the chart has no namespace, as far as the own one goes', () => {
    const objects = built((grants) => grants.read('pods'), {}, {});
    expect(objects['RoleBinding/web']).toMatchObject({ subjects: [{ kind: 'ServiceAccount', name: 'web' }] });
    const further = found((grants) => grants.read('nodes', { scope: GrantScope.cluster() }), {});
    expect(further).toMatchObject([{ rule: 'unknown-namespace', severity: 'invalid' }]);
  });

  test('work for every kind of workload', () => {
    const kinds: readonly ((chart: never) => Workload)[] = [
      (chart) => new StatelessService(chart, 'web', WEB),
      (chart) => new StatefulCluster(chart, 'web', { ...WEB, members: 3 }),
      (chart) => new NodeAgent(chart, 'web', { ...WEB }),
      (chart) => new BatchJob(chart, 'web', JOB),
      (chart) => new ScheduledJob(chart, 'web', { ...JOB, schedule: '0 3 * * *' }),
    ];
    for (const make of kinds) {
      const objects = emitted((chart) => make(chart as never).grants.read('configmaps'), SHOP);
      expect(objects).toMatchObject({ 'Role/web': {}, 'RoleBinding/web': { subjects: [SUBJECT] } });
      expect(JSON.stringify(objects)).not.toContain('"automountServiceAccountToken":false');
    }
  });

  test('a ServiceAccount of cdk8s-plus can be one that is there', () => {
    const objects = emitted((chart) => {
      const account = new kplus.ServiceAccount(chart, 'account', { metadata: { name: 'ci' } });
      new StatelessService(chart, 'web', { ...WEB, serviceAccount: ServiceAccount.existing(account) });
    });
    expect(objects).toMatchObject({ 'Deployment/web': { spec: { template: { spec: { serviceAccountName: 'ci' } } } } });
  });
});

const UNSAFE = 'unsafe';
const INVALID = 'invalid';
/** [sentence, grants, severity, rule, got, fix] */
const MISTAKES: readonly (readonly [string, (grants: Grants) => void, string, string, string, string])[] = [
  ['a kind', (g) => g.read('ConfigMap'), INVALID, 'unknown-resource', '"ConfigMap"', "write 'configmaps'"],
  ['a typing error', (g) => g.read('deploymets'), INVALID, 'unknown-resource', '"deploymets"', "write 'deployments'"],
  [
    'a custom resource without a group',
    (g) => g.read('kafkatopics'),
    INVALID,
    'unknown-resource',
    'kafkatopics',
    'apiGroup',
  ],
  [
    'a resource of another group',
    (g) => g.read('configmaps', { apiGroup: 'apps' }),
    UNSAFE,
    'unknown-resource',
    'configmaps',
    'apiGroup',
  ],
  ['a part that there is not', (g) => g.read('pods/logs'), UNSAFE, 'unknown-resource', 'pods/logs', "write 'pods/log'"],
  ['a verb that there is not', (g) => g.verbs(['reed'], 'pods'), UNSAFE, 'unknown-verb', 'reed', 'write'],
  ['all namespaces in one', (g) => g.read('namespaces'), UNSAFE, 'cluster-wide-resource', 'namespaces', 'cluster()'],
  ['nodes in a namespace', (g) => g.read('nodes'), UNSAFE, 'cluster-wide-resource', 'nodes', 'GrantScope.cluster()'],
  [
    'create with names',
    (g) => g.verbs(['create'], 'configmaps', { names: ['a'] }),
    UNSAFE,
    'verb-without-names',
    'create',
    'without names',
  ],
  ['all verbs', (g) => g.verbs(['*'], 'pods'), UNSAFE, 'wildcard-grant', '* on pods', 'name'],
  ['all resources', (g) => g.read('*'), UNSAFE, 'wildcard-grant', 'on *', 'name'],
  ['all Secrets', (g) => g.read('secrets'), UNSAFE, 'secrets-grant', 'secrets', 'names'],
  ['making Pods', (g) => g.write('jobs'), UNSAFE, 'escalating-grant', 'jobs', 'accept'],
  ['entering Pods', (g) => g.verbs(['create'], 'pods/exec'), UNSAFE, 'escalating-grant', 'pods/exec', 'accept'],
  [
    'acting as others',
    (g) => g.verbs(['impersonate'], 'serviceaccounts'),
    UNSAFE,
    'escalating-grant',
    'impersonate',
    'accept',
  ],
  [
    'the role of an administrator',
    (g) => g.clusterRole('cluster-admin'),
    UNSAFE,
    'escalating-grant',
    'cluster-admin',
    'view',
  ],
  [
    'a Role in the cluster',
    (g) => g.role('a', { scope: GrantScope.cluster() }),
    INVALID,
    'role-without-namespace',
    'cluster',
    'clusterRole',
  ],
];

describe('of a grant', () => {
  test.each(MISTAKES)('%s is an error', (_sentence, say, severity, rule, got, fix) => {
    const all = found(say);
    expect(all.map((one) => [one.severity, one.rule])).toEqual([[severity, rule]]);
    expect(all[0]!.got).toContain(got);
    expect(all[0]!.fix).toContain(fix);
    expect(all[0]!.allowed).toMatch(/\S/);
  });

  test('named Secrets are no risk, nor are other subresources', () => {
    const all = found((grants) => {
      grants.verbs(['get'], 'secrets', { names: ['web-db'] });
      grants.read('pods/log');
    });
    expect(all).toEqual([]);
  });

  test('a risk can be accepted by its name', () => {
    const all = problems((chart) => {
      const web = new StatelessService(chart, 'web', WEB);
      web.grants.read('secrets');
      Unsafe.accept(web, 'secrets-grant', 'it replicates them');
    }, SHOP);
    expect(all).toEqual([]);
  });

  test.each(WRONG_VALUES)('%s in the place of anything is an error in our words, never thrown', (_sentence, value) => {
    const wrong = value() as never;
    const all = found((grants) => {
      grants.read(wrong);
      grants.read('pods', wrong);
      grants.read('pods', { names: wrong });
      grants.read('pods', { apiGroup: wrong });
      grants.read('pods', { scope: wrong });
      grants.verbs(wrong, 'pods');
      grants.urls(wrong);
      grants.clusterRole(wrong);
      grants.role('a', wrong);
    });
    for (const one of all) {
      expect(one).toMatchObject({ allowed: expect.stringMatching(/\S/), fix: expect.stringMatching(/\S/) });
      expect(`${one.what} ${one.fix}`).not.toMatch(/undefined is not|Cannot (read|convert)|is not a function/);
    }
  });
});
