import { Chart } from 'cdk8s';
import {
  Environment,
  Isolation,
  Namespace,
  type NamespaceProps,
  NodeAgent,
  Platform,
  StatelessService,
} from '../../lib';
import { emitted, manifestsOf, newApp, problems, problemsOf } from '../support/build';
import { changesOf, expectChanges, option, optionsOf } from '../support/options';
import { NAMESPACE_SAMPLE } from '../support/samples';
import { WORKLOAD } from './workload-options';

const make = (chart: never, props: NamespaceProps) => new Namespace(chart, 'shop', props);
const label = (mode: string) => `Namespace/shop metadata.labels.pod-security.kubernetes.io/${mode}`;
const item = 'LimitRange/shop spec.limits[0]';
const amount = (key: string, amounts: object) => ({ limits: { [key]: amounts } });
const fields = { defaultRequest: 'defaultRequest', defaultLimit: 'default', min: 'min', max: 'max' };
const cpu = Object.fromEntries(Object.keys(fields).map((key) => [key, { cpu: '1' }]));
const quota = (hard: object) => ({ quota: hard as Record<string, string> });

const OPTIONS = [
  option('name', 'another name', { name: 'store' }, expect.anything()),
  option('podSecurity', 'nothing said changes nothing', { podSecurity: {} }, {}),
  ...['enforce', 'audit', 'warn'].map((mode) =>
    option(
      `podSecurity.${mode}`,
      'another level',
      { podSecurity: { [mode]: 'privileged' } },
      { [label(mode)]: 'privileged' },
    ),
  ),
  option(
    'podSecurity.version',
    'a fixed version',
    { podSecurity: { version: 'v1.35' } },
    {
      [label('enforce-version')]: 'v1.35',
      [label('audit-version')]: 'v1.35',
      [label('warn-version')]: 'v1.35',
    },
  ),
  option('quota', 'at most so much', quota({ 'requests.cpu': '10', pods: 50 }), {
    'ResourceQuota/shop': expect.objectContaining({
      metadata: { name: 'shop', namespace: 'shop' },
      spec: { hard: { 'requests.cpu': '10', pods: '50' } },
    }),
  }),
  option('quota', 'nothing said changes nothing', quota({}), {}),
  option('limits', 'nothing said changes nothing', { limits: {} }, {}),
  ...Object.entries(fields).flatMap(([key, field]) => [
    option(`limits.${key}`, 'of containers', amount(key, { cpu: '1' }), {
      'LimitRange/shop': expect.objectContaining({ spec: { limits: [{ type: 'Container', [field]: { cpu: '1' } }] } }),
    }),
    ...Object.entries({ cpu: '2', memory: '1Gi', ephemeralStorage: '2Gi' }).map(([resource, value]) =>
      option(
        `limits.${key}.${resource}`,
        'another amount',
        { limits: { [key]: { [resource]: value } } },
        { [`${item}.${field}.${resource.replace('S', '-s')}`]: value },
        { limits: { [key]: { [resource]: resource === 'cpu' ? '1' : '1M' } } },
      ),
    ),
  ]),
  option(
    'limits.largestClaim',
    'of claims',
    { limits: { largestClaim: '1Gi' } },
    {
      'LimitRange/shop': expect.objectContaining({
        spec: { limits: [{ type: 'PersistentVolumeClaim', max: { storage: '1Gi' } }] },
      }),
    },
  ),
  option(
    'isolation',
    'nothing in',
    { isolation: Isolation.ingress() },
    {
      'NetworkPolicy/default-deny': expect.objectContaining({ spec: { podSelector: {}, policyTypes: ['Ingress'] } }),
    },
  ),
  option(
    'isolation',
    'nothing in and out',
    { isolation: Isolation.full() },
    {
      'NetworkPolicy/default-deny': expect.objectContaining({
        metadata: { name: 'default-deny', namespace: 'shop' },
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
      }),
    },
  ),
  option('labels', 'more labels', { labels: { team: 'a' } }, { 'Namespace/shop metadata.labels.team': 'a' }),
  option(
    'annotations',
    'annotations',
    { annotations: { a: 'b' } },
    { 'Namespace/shop metadata.annotations': { a: 'b' } },
  ),
];

describe('an option changes what it says, and nothing else', () => {
  test.each(OPTIONS.map((one) => [one.option, one.sentence, one] as const))('%s: %s', (_option, _sentence, one) => {
    const found = changesOf(make as never, {}, one);
    if (one.option === 'name') expect(Object.keys(found)).toEqual(['Namespace/shop', 'Namespace/store']);
    else expectChanges(one, found);
  });

  test('and each option is shown', () => {
    expect(optionsOf(NAMESPACE_SAMPLE).filter((path) => !OPTIONS.some((one) => one.option === path))).toEqual([]);
  });
});

test('a namespace is in none, whatever its chart is in', () => {
  const objects = emitted((chart) => new Namespace(chart, 'shop', { limits: cpu as never }), { namespace: 'other' });
  expect(objects['Namespace/shop']!.metadata).not.toHaveProperty('namespace');
  expect(objects['LimitRange/shop']!.metadata?.namespace).toBe('shop');
});

describe('charts in the namespace', () => {
  const build = (props: NamespaceProps, platform: object = {}) => {
    const app = newApp();
    const environment = new Environment(app, 'env', {
      platform: Platform.define({ kubernetesVersion: '1.35', ...platform }),
    });
    const shop = new Namespace(new Chart(environment, 'cluster'), 'shop', props);
    const chart = new Chart(environment, 'backend', { namespace: shop.name });
    return { app, chart };
  };

  test('have its isolation', () => {
    const { app, chart } = build({ isolation: Isolation.ingress() });
    new StatelessService(chart, 'web', WORKLOAD);
    const web = manifestsOf(app).find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata?.name === 'web');
    expect(web?.metadata?.namespace).toBe('shop');
    expect(web).not.toHaveProperty('spec.ingress');
  });

  test('and it has its platform’s', () => {
    const { app } = build({}, { isolation: Isolation.full() });
    expect(manifestsOf(app).map(({ kind }) => kind)).toEqual(['Namespace', 'NetworkPolicy']);
  });

  test('may have a workload that says only what it must', () => {
    const { app, chart } = build({ quota: { 'requests.cpu': '10', 'limits.memory': '10Gi' } });
    new StatelessService(chart, 'web', WORKLOAD);
    expect(problemsOf(app)).toEqual([]);
  });

  test('but none that it would refuse', () => {
    const { app, chart } = build({});
    new NodeAgent(chart, 'agent', { ...WORKLOAD, host: { network: 'it routes' } });
    expect(problemsOf(app)).toMatchObject([
      {
        rule: 'pod-security',
        severity: 'unsafe',
        path: 'env/backend/agent',
        what: expect.stringContaining('hostNetwork breaks «Host Namespaces» of Pod Security baseline'),
        fix: expect.stringContaining('privileged'),
      },
    ]);
  });

  test('nor one without what its quota counts', () => {
    const { app, chart } = build({ quota: { 'limits.cpu': '10' } });
    new StatelessService(chart, 'web', WORKLOAD);
    expect(problemsOf(app)).toMatchObject([{ rule: 'quota-without-request', got: 'no limits.cpu' }]);
  });
});

test('limits in the wrong order are refused, as the API server does', () => {
  const limits = { defaultRequest: { cpu: '2' }, defaultLimit: { cpu: '1' } };
  expect(problems((chart) => new Namespace(chart, 'shop', { limits }))).toMatchObject([
    { rule: 'limits-out-of-order', severity: 'invalid', what: expect.stringContaining('limits.defaultLimit.cpu') },
  ]);
});
