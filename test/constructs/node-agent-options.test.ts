import { Duration } from 'cdk8s';
import { NodeAgent, type NodeAgentProps, Nodes, ServiceType } from '../../lib';
import { changesOf, expectChanges, only, option, optionsOf, REMOVED } from '../support/options';
import { AGENT_SAMPLE } from '../support/samples';
import { isShownElsewhere } from './pod-options';
import { serviceOptions } from './service-options';
import { WORKLOAD, workloadOptions } from './workload-options';

type Props = Partial<NodeAgentProps>;
const make = (chart: never, props: NodeAgentProps) => new NodeAgent(chart, 'web', props);

const set = 'DaemonSet/web spec';
const pod = `${set}.template.spec`;
const port = (more: object): Props => ({ ports: [{ name: 'http', port: 80, ...more }] });
const rollout = (more: object): Props => ({ rollout: more });
const service = { serviceType: ServiceType.clusterIp() };

const OPTIONS = [
  ...workloadOptions('DaemonSet'),
  option(
    'ports',
    'a second port',
    { ports: [...WORKLOAD.ports, { name: 'admin', port: 81 }] },
    {
      [`${pod}.containers[0].ports[1]`]: { name: 'admin', containerPort: 81, protocol: 'TCP' },
      'NetworkPolicy/web spec.ingress[0].ports[1]': { protocol: 'TCP', port: 81 },
    },
  ),
  option('ports[].name', 'another name', port({ name: 'web' }), only(/(ports\[0\]\.name|httpGet\.port)$/, 'web')),
  option('ports[].port', 'another port', port({ port: 81 }), only(/ports\[0\]\.(port|containerPort)$/, 81)),
  option(
    'ports[].protocol',
    'UDP',
    { ports: [...WORKLOAD.ports, { name: 'statsd', port: 8125, protocol: 'UDP' }] },
    only(/ports\[1\]\.protocol$/, 'UDP'),
    { ports: [...WORKLOAD.ports, { name: 'statsd', port: 8125 }] },
  ),
  option('ports[].hostPort', "a port of the node's", port({ hostPort: 8080 }), {
    [`${pod}.containers[0].ports[0].hostPort`]: 8080,
  }),
  option(
    'serviceType',
    'a Service, which there is not otherwise',
    { serviceType: ServiceType.clusterIp() },
    {
      'Service/web': expect.objectContaining({ spec: expect.objectContaining({ type: 'ClusterIP' }) }),
    },
  ),
  option(
    'serviceType.internalTrafficPolicy',
    'to the agent of the own node',
    { serviceType: ServiceType.clusterIp({ internalTrafficPolicy: 'Local' }) },
    { 'Service/web spec.internalTrafficPolicy': 'Local' },
    service,
  ),
  option(
    'serviceType.annotations',
    'annotations of the Service',
    { serviceType: ServiceType.clusterIp({ annotations: { a: 'b' } }) },
    { 'Service/web metadata.annotations': { a: 'b' } },
    service,
  ),
  ...['sessionAffinity', 'sessionAffinityTimeout'].map((key) =>
    option(
      `serviceType.${key}`,
      'clients stay with their agent',
      { serviceType: ServiceType.clusterIp({ sessionAffinity: 'ClientIP', sessionAffinityTimeout: 60 }) },
      {
        'Service/web spec.sessionAffinity': 'ClientIP',
        'Service/web spec.sessionAffinityConfig': { clientIP: { timeoutSeconds: 60 } },
      },
      service,
    ),
  ),
  ...serviceOptions(),
  option('ports[].targetPort', 'another port than the Service', port({ targetPort: 8080 }), {
    [`${pod}.containers[0].ports[0].containerPort`]: 8080,
    'NetworkPolicy/web spec.ingress[0].ports[0].port': 8080,
  }),
  option(
    'ports[].appProtocol',
    'for those who look',
    port({ appProtocol: 'http' }),
    { 'Service/web spec.ports[0].appProtocol': 'http' },
    service,
  ),
  option('nodes', 'every node', { nodes: Nodes.every() }, { [`${pod}.tolerations`]: [{ operator: 'Exists' }] }),
  option(
    'nodes',
    'the control plane too',
    { nodes: Nodes.andControlPlane() },
    {
      [`${pod}.tolerations`]: [
        { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
      ],
    },
  ),
  option('nodes', 'the default said', { nodes: Nodes.untainted() }, {}),
  option('host', 'nothing said changes nothing', { host: {} }, {}),
  option(
    'host.network',
    "the node's network, in which Services still have names",
    { host: { network: 'it routes the packets of the node' } },
    { [`${pod}.hostNetwork`]: true, [`${pod}.dnsPolicy`]: 'ClusterFirstWithHostNet' },
  ),
  option('host.processes', "the node's processes", { host: { processes: 'why' } }, { [`${pod}.hostPID`]: true }),
  option('host.ipc', "the node's shared memory", { host: { ipc: 'why' } }, { [`${pod}.hostIPC`]: true }),
  option('rollout', 'nothing said changes nothing', rollout({}), {}),
  option('rollout.strategy', 'by hand', rollout({ strategy: 'OnDelete' }), {
    [`${set}.updateStrategy.type`]: 'OnDelete',
    [`${set}.updateStrategy.rollingUpdate`]: REMOVED,
  }),
  option('rollout.maxUnavailable', 'a share', rollout({ maxUnavailable: '10%' }), {
    [`${set}.updateStrategy.rollingUpdate.maxUnavailable`]: '10%',
  }),
  option('rollout.maxSurge', 'no node without an agent', rollout({ maxSurge: 1 }), {
    [`${set}.updateStrategy.rollingUpdate.maxSurge`]: 1,
    [`${set}.updateStrategy.rollingUpdate.maxUnavailable`]: 0,
  }),
  option('rollout.minReady', 'a Duration', rollout({ minReady: Duration.minutes(1) }), {
    [`${set}.minReadySeconds`]: 60,
  }),
  option('rollout.revisionHistoryLimit', 'three', rollout({ revisionHistoryLimit: 3 }), {
    [`${set}.revisionHistoryLimit`]: 3,
  }),
  option('rollout.restartToken', 'a restart', rollout({ restartToken: 'a' }), {
    [`${set}.template.metadata.annotations`]: { 'cdk8s-statecraft/restart': 'a' },
  }),
];

describe('an option changes what it says, and nothing else', () => {
  test.each(OPTIONS.map((one) => [one.option, one.sentence, one] as const))('%s: %s', (_option, _sentence, one) => {
    expectChanges(one, changesOf(make as never, WORKLOAD, one));
  });

  test('and each option is shown', () => {
    expect(
      optionsOf(AGENT_SAMPLE).filter((path) => !isShownElsewhere(path) && !OPTIONS.some((one) => one.option === path)),
    ).toEqual([]);
  });
});
