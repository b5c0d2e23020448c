import type { Manifest } from '../../../lib/manifests/manifest';
import { portNumber } from '../../../lib/validation/rules/port-number';
import { validate } from '../../../lib/validation/validate';

function findings(manifest: object): readonly string[] {
  const set = { manifests: [manifest as Manifest], cluster: { kubernetesVersion: '1.35' } };
  return validate(set, [portNumber]).map(({ what, got }) => `${what}: ${got}`);
}

const service = (port: object) => ({ apiVersion: 'v1', kind: 'Service', spec: { ports: [port] } });
const pod = (port: object) => ({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'a', ports: [port] }] } });

test.each([
  ['a Service with good ports', service({ port: 80, targetPort: 8080, nodePort: 30520 }), []],
  ['a targetPort by name', service({ port: 80, targetPort: 'http' }), []],
  ['a port above 65535', service({ port: 70000 }), ['spec.ports[0].port is no port: 70000']],
  ['a port 0', service({ port: 0 }), ['spec.ports[0].port is no port: 0']],
  ['a container with a good port', pod({ containerPort: 8080 }), []],
  [
    'a container with a bad port',
    pod({ containerPort: -1 }),
    ['spec.containers[0].ports[0].containerPort is no port: -1'],
  ],
  [
    'a port of checks above 65535',
    { apiVersion: 'v1', kind: 'Service', spec: { healthCheckNodePort: 65536 } },
    ['spec.healthCheckNodePort is no port: 65536'],
  ],
  ['a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap' }, []],
])('%s', (_, manifest, expected) => {
  expect(findings(manifest)).toEqual(expected);
});
