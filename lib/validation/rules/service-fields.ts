import type { Manifest } from '../../manifests/manifest';
import { at, items } from '../../manifests/workloads';
import { type FoundWithin, objectRule } from '../rule';

/** The types that a field goes with. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  allocateLoadBalancerNodePorts: ['LoadBalancer'],
  loadBalancerClass: ['LoadBalancer'],
  loadBalancerSourceRanges: ['LoadBalancer'],
  healthCheckNodePort: ['LoadBalancer'],
  externalTrafficPolicy: ['NodePort', 'LoadBalancer'],
  clusterIP: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  clusterIPs: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  ipFamilies: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  ipFamilyPolicy: ['ClusterIP', 'NodePort', 'LoadBalancer'],
};

/**
 * The fields of a Service go with its type and with each other: k8s.io/kubernetes pkg/apis/core/validation, validateService,
 * which refuses the rest. What no document of the API says, an overlay or a Service of one's own may have wrong.
 */
export const serviceFields = objectRule(
  'service-fields',
  'invalid',
  function* (manifest) {
    if (manifest.apiVersion !== 'v1') return;
    const type = String(at(manifest, 'spec', 'type') ?? 'ClusterIP');
    yield* fieldsOfType(manifest, type);
    yield* portsOf(manifest, type);
  },
  ['Service'],
);

function* fieldsOfType(manifest: Manifest, type: string): Iterable<FoundWithin> {
  // With addresses outside, a Service of type ClusterIP is reached from outside, too.
  const outside = items(at(manifest, 'spec', 'externalIPs')).length > 0;
  for (const [field, types] of Object.entries(FIELDS)) {
    const value = at(manifest, 'spec', field);
    if (isUnset(value) || types.includes(type)) continue;
    if (field === 'externalTrafficPolicy' && outside && type === 'ClusterIP') continue;
    const fix = `remove it, or write type: ${types.at(-1)}`;
    yield {
      what: `spec.${field} is no field of a Service of type ${type}`,
      got: String(value),
      allowed: types.join(', '),
      fix,
    };
  }
  if (at(manifest, 'spec', 'clusterIP') === 'None' && /^(NodePort|LoadBalancer)$/.test(type)) {
    yield {
      what: `spec.clusterIP is None, but a Service of type ${type} has an address`,
      got: 'None',
      allowed: 'ClusterIP',
      fix: 'remove clusterIP, or write type: ClusterIP',
    };
  }
  if (type === 'ExternalName' && isUnset(at(manifest, 'spec', 'externalName'))) {
    yield { what: 'spec.externalName is missing', got: 'nothing', allowed: 'a DNS name', fix: 'write the name' };
  }
}

function* portsOf(manifest: Manifest, type: string): Iterable<FoundWithin> {
  const ports = items(at(manifest, 'spec', 'ports'));
  if (ports.length === 0 && type !== 'ExternalName' && at(manifest, 'spec', 'clusterIP') !== 'None') {
    yield {
      what: 'spec.ports is empty, but only a headless Service has no port',
      got: 'no port',
      allowed: 'at least one port',
      fix: 'add a port, or write clusterIP: None',
    };
  }
  const names = new Set<unknown>();
  const numbers = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const name = at(port, 'name');
    const number = `${at(port, 'port')}/${at(port, 'protocol') ?? 'TCP'}`;
    const path = `spec.ports[${index}]`;
    if (isUnset(name) && ports.length > 1) {
      yield {
        what: `${path}.name is missing: of several ports each has one`,
        got: 'nothing',
        allowed: 'a name',
        fix: 'name it',
      };
    } else if (!isUnset(name) && names.has(name)) {
      yield {
        what: `${path}.name is also the name of another port`,
        got: String(name),
        allowed: 'each name once',
        fix: 'name it something else',
      };
    }
    if (numbers.has(number)) {
      yield {
        what: `${path}.port is also the number of another port`,
        got: number,
        allowed: 'each number once for a protocol',
        fix: 'write another number',
      };
    }
    if (type === 'ClusterIP' && Number(at(port, 'nodePort') ?? 0) > 0) {
      yield {
        what: `${path}.nodePort is no field of a Service of type ClusterIP`,
        got: String(at(port, 'nodePort')),
        allowed: 'NodePort, LoadBalancer',
        fix: 'remove it, or write type: NodePort',
      };
    }
    names.add(name);
    numbers.add(number);
  }
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
