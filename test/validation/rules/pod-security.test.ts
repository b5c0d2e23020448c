import { podSecurity } from '../../../lib/validation/rules/pod-security';
import { quotaRequests } from '../../../lib/validation/rules/quota-requests';
import { object, type RuleCase, testRule } from '../../support/rules';

const namespace = (enforce: string, version = 'latest') =>
  object('v1', 'Namespace', 'shop', {
    metadata: {
      name: 'shop',
      labels: {
        'pod-security.kubernetes.io/enforce': enforce,
        'pod-security.kubernetes.io/enforce-version': version,
      },
    },
  });
const pod = (spec: object = {}, container: object = {}) =>
  object(
    'v1',
    'Pod',
    'web',
    {
      spec: {
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'web',
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            ...container,
          },
        ],
        ...spec,
      },
    },
    'shop',
  );
const own = (securityContext: object) => ({
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, ...securityContext },
});
const breaks = (
  sentence: string,
  broken: object,
  control: string,
  enforce = 'baseline',
  version?: string,
): RuleCase => [
  sentence,
  [namespace(enforce, version), broken],
  { manifest: 1, also: 0, what: expect.stringContaining(`«${control}»`) },
];

describe('pod-security', () => {
  testRule(podSecurity, {
    good: [
      ['a Pod that keeps all', [namespace('restricted'), pod()]],
      ['a Pod in a namespace that enforces nothing', [namespace('privileged'), pod({ hostNetwork: true })]],
      ['a Pod in a namespace that is not there', [pod({ hostNetwork: true })]],
      ['root, which baseline takes', [namespace('baseline'), pod({ securityContext: { runAsUser: 0 } })]],
      ['a capability that baseline takes', [namespace('baseline'), pod({}, own({ capabilities: { add: ['CHOWN'] } }))]],
      [
        'a port of its own',
        [namespace('restricted'), pod({}, own({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }))],
      ],
      [
        'Windows, which has no such rights',
        [
          namespace('restricted'),
          pod({ os: { name: 'windows' }, securityContext: { runAsNonRoot: true } }, { securityContext: {} }),
        ],
      ],
      [
        'a probe with a host, by an older standard',
        [namespace('baseline', 'v1.33'), pod({}, { livenessProbe: { httpGet: { host: 'a' } } })],
      ],
      [
        'a safe sysctl',
        [
          namespace('restricted'),
          pod({
            securityContext: {
              runAsNonRoot: true,
              seccompProfile: { type: 'Localhost' },
              sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '1' }],
            },
          }),
        ],
      ],
      ['another quota of another namespace', [namespace('restricted'), object('v1', 'ConfigMap', 'a', {}, 'shop')]],
    ],
    bad: [
      breaks('the network of the node', pod({ hostNetwork: true }), 'Host Namespaces'),
      breaks('the processes of the node', pod({ hostPID: true }), 'Host Namespaces'),
      breaks('a privileged container', pod({}, own({ privileged: true })), 'Privileged Containers'),
      breaks(
        'a capability of the node',
        pod({}, own({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } })),
        'Capabilities',
      ),
      breaks('a path of the node', pod({ volumes: [{ name: 'a', hostPath: { path: '/' } }] }), 'HostPath Volumes'),
      breaks('a port of the node', pod({}, { ports: [{ containerPort: 80, hostPort: 80 }] }), 'Host Ports'),
      breaks(
        'a probe of another host',
        pod({}, { readinessProbe: { tcpSocket: { host: 'a' } } }),
        'Host Probes / Lifecycle Hooks',
      ),
      breaks(
        'a hook that calls another host',
        pod({}, { lifecycle: { preStop: { httpGet: { host: 'a' } } } }),
        'Host Probes / Lifecycle Hooks',
      ),
      breaks('no AppArmor', pod({}, own({ appArmorProfile: { type: 'Unconfined' } })), 'AppArmor'),
      breaks('a type of SELinux', pod({ securityContext: { seLinuxOptions: { type: 'spc_t' } } }), 'SELinux'),
      breaks('a user of SELinux', pod({ securityContext: { seLinuxOptions: { user: 'root' } } }), 'SELinux'),
      breaks('an open /proc', pod({}, own({ procMount: 'Unmasked' })), '/proc Mount Type'),
      breaks('no seccomp', pod({}, own({ seccompProfile: { type: 'Unconfined' } })), 'Seccomp'),
      breaks('a sysctl of the node', pod({ securityContext: { sysctls: [{ name: 'kernel.msgmax' }] } }), 'Sysctls'),
      breaks(
        'a sysctl that is safe only later',
        pod({ securityContext: { sysctls: [{ name: 'net.ipv4.tcp_rmem' }] } }),
        'Sysctls',
        'baseline',
        'v1.31',
      ),
      breaks(
        'a process of the Windows host',
        pod({ securityContext: { windowsOptions: { hostProcess: true } } }),
        'HostProcess',
      ),
      breaks('a volume over the network', pod({ volumes: [{ name: 'a', nfs: {} }] }), 'Volume Types', 'restricted'),
      breaks('escalation', pod({}, own({ allowPrivilegeEscalation: undefined })), 'Privilege Escalation', 'restricted'),
      breaks(
        'escalation of an init container',
        pod({ initContainers: [{ name: 'i', securityContext: { capabilities: { drop: ['ALL'] } } }] }),
        'Privilege Escalation',
        'restricted',
      ),
      breaks(
        'nothing said of root',
        pod({ securityContext: { seccompProfile: { type: 'RuntimeDefault' } } }),
        'Running as Non-root',
        'restricted',
      ),
      breaks('root', pod({}, own({ runAsUser: 0 })), 'Running as Non-root user', 'restricted'),
      breaks('nothing said of seccomp', pod({ securityContext: { runAsNonRoot: true } }), 'Seccomp', 'restricted'),
      breaks('capabilities that stay', pod({}, own({ capabilities: {} })), 'Capabilities', 'restricted'),
      breaks(
        'one more',
        pod({}, own({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } })),
        'Capabilities',
        'restricted',
      ),
    ],
  });
});

describe('quota-without-request', () => {
  const quota = (hard: object, more: object = {}) =>
    object('v1', 'ResourceQuota', 'q', { spec: { hard, ...more } }, 'shop');
  const range = (more: object) =>
    object('v1', 'LimitRange', 'l', { spec: { limits: [{ type: 'Container', ...more }] } }, 'shop');
  const resources = (given: object) => pod({}, { resources: given });
  const missing = (what: string): Partial<{ what: string }> => ({ what: expect.stringContaining(what) as never });
  testRule(quotaRequests, {
    good: [
      ['a quota of objects', [quota({ pods: '5', 'count/jobs.batch': '1' }), pod()]],
      ['a request that is counted', [quota({ 'requests.cpu': '5' }), resources({ requests: { cpu: '1' } })]],
      ['a limit stands for the request', [quota({ cpu: '5' }), resources({ limits: { cpu: '1' } })]],
      ['a default fills it in', [quota({ 'limits.cpu': '5' }), range({ default: { cpu: '1' } }), pod()]],
      ['a maximum does too', [quota({ 'limits.cpu': '5' }), range({ max: { cpu: '1' } }), pod()]],
      ['a quota of some Pods only', [quota({ 'limits.cpu': '5' }, { scopes: ['BestEffort'] }), pod()]],
      ['a Pod elsewhere', [quota({ 'limits.cpu': '5' }), { ...pod(), metadata: { name: 'web', namespace: 'other' } }]],
    ],
    bad: [
      [
        'no limit',
        [quota({ 'limits.cpu': '5' }), resources({ requests: { cpu: '1' } })],
        { manifest: 1, also: 0, ...missing('limits.cpu is missing') },
      ],
      ['no request', [quota({ 'requests.memory': '5Gi' }), pod()], missing('requests.memory is missing')],
      [
        'no limit of an init container',
        [
          quota({ 'limits.memory': '5Gi' }),
          pod({ initContainers: [{ name: 'i' }] }, { resources: { limits: { memory: '1Gi' } } }),
        ],
        missing('initContainers[0]'),
      ],
    ],
  });
});
