import { serviceFields } from '../../../lib/validation/rules/service-fields';
import { object, testRule } from '../../support/rules';

const service = (spec: object) => [object('v1', 'Service', 'web', { spec: { ports: [{ port: 80 }], ...spec } })];
const ports = (...all: readonly object[]) => service({ ports: all });

// Each was sent to API servers of 1.34, 1.35 and 1.36.
describe("a Service's fields go with its type", () => {
  testRule(serviceFields, {
    good: [
      ['a plain one', service({})],
      ['a headless one without a port', service({ clusterIP: 'None', ports: [] })],
      [
        'a load balancer',
        service({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false, loadBalancerClass: 'a/b' }),
      ],
      ['a name of another host', service({ type: 'ExternalName', externalName: 'db.example.com', ports: undefined })],
      ['addresses outside', service({ externalIPs: ['192.0.2.1'], externalTrafficPolicy: 'Local' })],
      ['one port for two protocols', ports({ name: 'a', port: 53 }, { name: 'b', port: 53, protocol: 'UDP' })],
      ['a node port', service({ type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] })],
      ["somebody else's Service", [object('serving.knative.dev/v1', 'Service', 'web', { spec: {} })]],
    ],
    bad: [
      [
        'no node ports of what has none',
        service({ allocateLoadBalancerNodePorts: false }),
        { what: 'spec.allocateLoadBalancerNodePorts is no field of a Service of type ClusterIP', got: 'false' },
      ],
      [
        'a class',
        service({ type: 'NodePort', loadBalancerClass: 'a/b' }),
        { fix: 'remove it, or write type: LoadBalancer' },
      ],
      ['callers', service({ loadBalancerSourceRanges: ['10.0.0.0/8'] }), { got: '10.0.0.0/8' }],
      [
        'a policy for callers outside',
        service({ externalTrafficPolicy: 'Local' }),
        { allowed: 'NodePort, LoadBalancer' },
      ],
      [
        'a node port',
        ports({ port: 80, nodePort: 30_080 }),
        { what: expect.stringContaining('spec.ports[0].nodePort') },
      ],
      ['no address of a load balancer', service({ type: 'LoadBalancer', clusterIP: 'None' }), { got: 'None' }],
      ['no name of another host', service({ type: 'ExternalName' }), { what: 'spec.externalName is missing' }],
      [
        'an address of a name',
        service({ type: 'ExternalName', externalName: 'a.example.com', clusterIP: '10.96.0.9' }),
        { got: '10.96.0.9' },
      ],
      ['no port', service({ ports: [] }), { what: expect.stringContaining('spec.ports is empty') }],
      [
        'a port without a name',
        ports({ name: 'a', port: 80 }, { port: 81 }),
        { what: expect.stringContaining('[1].name') },
      ],
      ['a name twice', ports({ name: 'a', port: 80 }, { name: 'a', port: 81 }), { got: 'a' }],
      ['a number twice', ports({ name: 'a', port: 80 }, { name: 'b', port: 80 }), { got: '80/TCP' }],
    ],
  });
});
