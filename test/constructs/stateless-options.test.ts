import { Duration } from 'cdk8s';
import { ServiceType, StatelessService, type StatelessServiceProps } from '../../lib';
import { changesOf, expectChanges, option, optionsOf, REMOVED } from '../support/options';
import { replaced } from '../support/sample';
import {
  CONFIG_FILES,
  ENV_FROMS,
  HEALTHS,
  ONE_PROBE,
  POD_SAMPLE,
  PROBES,
  SCALINGS,
  SERVICE_TYPES,
  STATELESS_SAMPLE,
} from '../support/samples';
import { isShownElsewhere } from './pod-options';
import { SCALING_OPTIONS } from './scaling-options';
import { serviceOptions } from './service-options';
import { WORKLOAD, workloadOptions } from './workload-options';

type Props = Partial<StatelessServiceProps>;
const make = (chart: never, props: StatelessServiceProps) => new StatelessService(chart, 'web', props);

const deployment = 'Deployment/web spec';
const service = 'Service/web spec';
const container = `${deployment}.template.spec.containers[0]`;
const two = [...WORKLOAD.ports, { name: 'admin', port: 81 }];
const ports = (more: object): Props => ({ ports: [{ name: 'http', port: 80, ...more }] });
const rollout = (more: object): Props => ({ rollout: more });
const affine = (more: object = {}): Props => ({
  serviceType: ServiceType.clusterIp({ sessionAffinity: 'ClientIP', ...more }),
});
const balancer = (more: object = {}): Props => ({ serviceType: ServiceType.loadBalancer(more) });

const OPTIONS = [
  ...workloadOptions('Deployment'),
  option(
    'ports',
    'a second port',
    { ports: two },
    {
      [`${container}.ports[1]`]: { name: 'admin', containerPort: 81, protocol: 'TCP' },
      [`${service}.ports[1]`]: { name: 'admin', port: 81, targetPort: 'admin', protocol: 'TCP' },
      'NetworkPolicy/web spec.ingress[0].ports[1]': { protocol: 'TCP', port: 81 },
    },
  ),
  option(
    'ports[].name',
    'another name, by which all refer to it',
    { ports: [{ name: 'web', port: 80 }] },
    {
      [`${container}.ports[0].name`]: 'web',
      [`${container}.readinessProbe.httpGet.port`]: 'web',
      [`${container}.livenessProbe.httpGet.port`]: 'web',
      [`${service}.ports[0].name`]: 'web',
      [`${service}.ports[0].targetPort`]: 'web',
    },
  ),
  option(
    'ports[].port',
    'another port of the Service alone',
    ports({ port: 81, targetPort: 8080 }),
    { [`${service}.ports[0].port`]: 81 },
    ports({ targetPort: 8080 }),
  ),
  option('ports[].targetPort', 'another port of the container', ports({ targetPort: 8080 }), {
    [`${container}.ports[0].containerPort`]: 8080,
    'NetworkPolicy/web spec.ingress[0].ports[0].port': 8080,
  }),
  option(
    'ports[].nodePort',
    'a fixed port on every node',
    ports({ nodePort: 30520 }),
    { [`${service}.ports[0].nodePort`]: 30520 },
    { serviceType: ServiceType.nodePort() },
  ),
  option(
    'ports[].podOnly',
    'not in the Service',
    { ports: [two[0], { ...two[1], podOnly: true }] },
    { [`${service}.ports[1]`]: REMOVED },
    { ports: two },
  ),
  option(
    'ports[].protocol',
    'UDP',
    {
      ports: [
        { ...two[0], name: 'http' },
        { ...two[1], protocol: 'UDP' },
      ],
    },
    {
      [`${container}.ports[1].protocol`]: 'UDP',
      [`${service}.ports[1].protocol`]: 'UDP',
      'NetworkPolicy/web spec.ingress[0].ports[1].protocol': 'UDP',
    },
    { ports: two },
  ),
  option('replicas', 'five', { replicas: 5 }, { [`${deployment}.replicas`]: 5 }),
  option(
    'replicas',
    'one, which no budget can keep',
    { replicas: 1 },
    { [`${deployment}.replicas`]: 1, 'PodDisruptionBudget/web': REMOVED },
  ),
  option(
    'replicas',
    'none: stopped, all else stays',
    { replicas: 0 },
    { [`${deployment}.replicas`]: 0, 'PodDisruptionBudget/web': REMOVED },
  ),
  option('serviceType', 'a node port', { serviceType: ServiceType.nodePort() }, { [`${service}.type`]: 'NodePort' }),
  option('serviceType', 'a load balancer', balancer(), { [`${service}.type`]: 'LoadBalancer' }),
  option('serviceType.sessionAffinity', 'clients stay with their Pod', affine(), {
    [`${service}.sessionAffinity`]: 'ClientIP',
  }),
  option(
    'serviceType.sessionAffinityTimeout',
    'for an hour',
    affine({ sessionAffinityTimeout: Duration.hours(1) }),
    { [`${service}.sessionAffinityConfig`]: { clientIP: { timeoutSeconds: 3600 } } },
    affine(),
  ),
  option(
    'serviceType.internalTrafficPolicy',
    'Pods of the own node',
    { serviceType: ServiceType.clusterIp({ internalTrafficPolicy: 'Local' }) },
    { [`${service}.internalTrafficPolicy`]: 'Local' },
  ),
  option(
    'serviceType.annotations',
    'annotations of the Service alone',
    { serviceType: ServiceType.clusterIp({ annotations: { a: 'b' } }) },
    { 'Service/web metadata.annotations': { a: 'b' } },
  ),
  option(
    'serviceType.externalTrafficPolicy',
    'Pods of the asked node',
    balancer({ externalTrafficPolicy: 'Local' }),
    { [`${service}.externalTrafficPolicy`]: 'Local' },
    balancer(),
  ),
  option(
    'serviceType.loadBalancerClass',
    'a controller',
    balancer({ loadBalancerClass: 'a.io/b' }),
    { [`${service}.loadBalancerClass`]: 'a.io/b' },
    balancer(),
  ),
  option(
    'serviceType.loadBalancerSourceRanges',
    'callers',
    balancer({ loadBalancerSourceRanges: ['10.0.0.0/8'] }),
    { [`${service}.loadBalancerSourceRanges`]: ['10.0.0.0/8'] },
    balancer(),
  ),
  ...serviceOptions(),
  option('ports[].appProtocol', 'gRPC, for those who balance it', ports({ appProtocol: 'kubernetes.io/h2c' }), {
    [`${service}.ports[0].appProtocol`]: 'kubernetes.io/h2c',
  }),
  option('rollout', 'nothing said changes nothing', rollout({}), {}),
  option('rollout.strategy', 'all Pods stop first', rollout({ strategy: 'Recreate' }), {
    [`${deployment}.strategy.type`]: 'Recreate',
    [`${deployment}.strategy.rollingUpdate`]: REMOVED,
  }),
  option('rollout.maxSurge', 'a number', rollout({ maxSurge: 1 }), {
    [`${deployment}.strategy.rollingUpdate.maxSurge`]: 1,
  }),
  option('rollout.maxUnavailable', 'a share', rollout({ maxUnavailable: '10%' }), {
    [`${deployment}.strategy.rollingUpdate.maxUnavailable`]: '10%',
  }),
  option('rollout.minReady', 'seconds', rollout({ minReady: 10 }), { [`${deployment}.minReadySeconds`]: 10 }),
  option('rollout.progressDeadline', 'a Duration', rollout({ progressDeadline: Duration.minutes(5) }), {
    [`${deployment}.progressDeadlineSeconds`]: 300,
  }),
  option('rollout.revisionHistoryLimit', 'three', rollout({ revisionHistoryLimit: 3 }), {
    [`${deployment}.revisionHistoryLimit`]: 3,
  }),
  option('rollout.paused', 'paused', rollout({ paused: true }), { [`${deployment}.paused`]: true }),
  option('rollout.restartToken', 'a restart', rollout({ restartToken: 'a' }), {
    [`${deployment}.template.metadata.annotations`]: { 'cdk8s-statecraft/restart': 'a' },
  }),
  ...SCALING_OPTIONS,
  option('drain', 'longer', { drain: 20 }, { [`${container}.lifecycle.preStop.sleep.seconds`]: 20 }),
  option('drain', 'not at all', { drain: 0 }, { [`${container}.lifecycle`]: REMOVED }),
];

describe('an option changes what it says, and nothing else', () => {
  test.each(OPTIONS.map((one) => [one.option, one.sentence, one] as const))('%s: %s', (_option, _sentence, one) => {
    expectChanges(one, changesOf(make as never, WORKLOAD, one));
  });

  test('and each option is shown', () => {
    const variants = [
      ...Object.values(HEALTHS).map((health) => ({ health })),
      ...Object.values(PROBES).map((probe) => ({ health: replaced(ONE_PROBE, [0, 'ready'], probe) })),
      ...Object.values(CONFIG_FILES).map((one) => ({ files: [one] })),
      ...Object.values(ENV_FROMS).map((one) => ({ envFrom: [one] })),
      ...Object.values(SERVICE_TYPES).map((serviceType) => ({ serviceType })),
      ...Object.values(SCALINGS).map((scaling) => ({ scaling })),
    ];
    const below = (path: string) => !/^health\.(timings\.)?(live|startup)\./.test(path) && !isShownElsewhere(path); // the same probes as health.ready
    const all = optionsOf(STATELESS_SAMPLE, POD_SAMPLE, ...variants).filter(below);
    expect(all.filter((path) => !OPTIONS.some((one) => one.option === path))).toEqual([]);
  });
});
