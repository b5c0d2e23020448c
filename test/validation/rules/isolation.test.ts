import { deniedPods } from '../../../lib/validation/rules/denied-pods';
import { namedHost } from '../../../lib/validation/rules/named-host';
import { validate } from '../../../lib/validation/validate';
import { object, testRule, workload } from '../../support/rules';

const policy = (name: string, spec: object) => object('networking.k8s.io/v1', 'NetworkPolicy', name, { spec }, 'shop');
const web = (container: object = { ports: [{ containerPort: 80 }] }) =>
  workload('Deployment', 'web', { app: 'web' }, { app: 'web' }, container, 'shop');
const pods = (app: string) => ({ matchLabels: { app } });

describe('where all is denied, each workload has a policy of its own', () => {
  const deny = policy('deny', { podSelector: {}, policyTypes: ['Ingress'] });
  const denyAll = policy('deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  testRule(deniedPods, {
    good: [
      ['no policy at all', [web()]],
      ['its own policy, even one that lets in nobody', [deny, web(), policy('web', { podSelector: pods('web') })]],
      ['no ports, so that nobody wants in', [deny, web({})]],
      ['another namespace', [{ ...deny, metadata: { name: 'deny', namespace: 'other' } }, web()]],
      ['a policy for all that lets something in', [policy('open', { podSelector: {}, ingress: [{}] }), web()]],
    ],
    bad: [
      ['none', [deny, web()], { manifest: 1, also: 0, got: 'Ingress', what: expect.stringContaining('gets in') }],
      ['none of a worker that may not call either', [denyAll, web({})], { got: 'Egress' }],
      ['one of other Pods', [denyAll, web(), policy('a', { podSelector: pods('a') })], { got: 'Ingress, Egress' }],
    ],
  });
});

describe('a host that a program is told is one that it may call', () => {
  const told = (value: string) => web({ env: [{ name: 'DB', value }] });
  const db = object('v1', 'Service', 'db', { spec: { selector: { app: 'db' } } }, 'shop');
  const far = object('v1', 'Service', 'mail', { spec: { selector: { app: 'mail' } } }, 'office');
  const members = object(
    'v1',
    'Service',
    'db-headless',
    { spec: { clusterIP: 'None', selector: { app: 'db' } } },
    'shop',
  );
  const egress = (...rules: object[]) =>
    policy('web', { podSelector: pods('web'), policyTypes: ['Ingress', 'Egress'], egress: rules });
  const shut = egress({ to: [{ namespaceSelector: {} }], ports: [{ port: 53 }] });
  const dns = egress({
    to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
  });
  const toDb = egress({ to: [{ podSelector: pods('db') }] });
  const map = (data: object) => object('v1', 'ConfigMap', 'config', { data }, 'shop');

  testRule(namedHost, {
    good: [
      ['a stated connection', [db, toDb, told('db.shop.svc.cluster.local')]],
      ['no isolation', [db, egress({}), told('db.shop:5432')]],
      ['no policy', [db, told('db.shop:5432')]],
      [
        'addresses, which may be anybody’s',
        [db, egress({ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }), told('db.shop')],
      ],
      ['a word that is no host', [db, dns, told('db'), map({ a: 'mode: db' })]],
      ['a part of a longer name', [db, dns, told('my-db.shop'), told('com.db.shop.Main'), told('db.shop-old')]],
      ['a Service that is not here', [db, dns, told('http://api.shop:80')]],
      [
        'the workload itself',
        [object('v1', 'Service', 'web', { spec: { selector: { app: 'web' } } }, 'shop'), dns, told('web.shop')],
      ],
    ],
    bad: [
      [
        'a full name',
        [db, dns, told('postgres://db.shop.svc.cluster.local:5432/a')],
        { manifest: 2, also: 0, got: 'db.shop.svc.cluster.local', fix: expect.stringContaining('connectsTo(db)') },
      ],
      ['a name with its namespace', [db, dns, told('db.shop')], { got: 'db.shop' }],
      ['a name alone, where it can be nothing but a host', [db, dns, told('http://db/')], { got: 'db' }],
      ['a name alone with a port', [db, dns, told('db:5432')], { got: 'db' }],
      ['a workload of another namespace', [far, toDb, told('mail.office')], { got: 'mail.office' }],
      [
        'members, said once',
        [members, dns, told('db-0.db-headless.shop:1,db-1.db-headless.shop:1')],
        { got: 'db-0.db-headless.shop' },
      ],
      [
        'a host in a file',
        [
          db,
          dns,
          map({ 'app.conf': 'url = http://db.shop/' }),
          workload(
            'Deployment',
            'web',
            { app: 'web' },
            { app: 'web' },
            { envFrom: [{ configMapRef: { name: 'config' } }] },
            'shop',
          ),
        ],
        { manifest: 3, what: expect.stringContaining('the ConfigMap config, key app.conf, names the host') },
      ],
    ],
  });
  test('what lets out to all Pods on one port lets out to these, too, as far as is known', () => {
    const manifests = [db, shut, told('db.shop')];
    expect(validate({ manifests, cluster: { kubernetesVersion: '1.34' } }, [namedHost])).toEqual([]);
  });
});
