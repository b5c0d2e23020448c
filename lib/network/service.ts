import type { Place } from '../input/place';
import type { ServicePort, ServiceSpec } from '../kubernetes/generated';
import { type Port, targetOf } from './ports';
import type { ReadServiceType } from './service-type';

type Selector = Readonly<Record<string, string>>;

/** The Service's ports; they send to the container's ports by name, so that a change of its number needs no other. */
function servicePorts(ports: readonly Port[], all: readonly Port[]): readonly ServicePort[] {
  return ports.map((port) => ({
    name: port.name,
    protocol: port.protocol ?? 'TCP',
    appProtocol: port.appProtocol,
    port: port.port,
    targetPort: targetOf(port, all).name,
    nodePort: port.nodePort,
  }));
}

/** The Service that clients use; `all` are the ports of the Pods, where the Service has only some. */
export function serviceFields(
  ports: readonly Port[],
  selector: Selector,
  type: ReadServiceType,
  all: readonly Port[] = ports,
): ServiceSpec {
  return { type: type.type, ...type.spec, selector, ports: servicePorts(ports, all) };
}

/**
 * The Service that gives each member its own DNS name. It lists members before they are ready, because a cluster that
 * elects before it is ready could otherwise never start.
 */
export function headlessServiceFields(
  ports: readonly Port[],
  selector: Selector,
  publishNotReadyAddresses: boolean,
): ServiceSpec {
  return {
    type: 'ClusterIP',
    clusterIP: 'None',
    publishNotReadyAddresses,
    selector,
    // Node ports are the client Service's.
    ports: servicePorts(
      ports.map((port) => ({ ...port, nodePort: undefined })),
      ports,
    ),
  };
}

/** Complains about node ports that the Service's type does not have; `prop` is the one that says the type. */
export function checkNodePorts(
  ports: readonly Partial<Pick<Port, 'nodePort' | 'peersOnly'>>[],
  { type }: ReadServiceType,
  prop: 'serviceType' | 'type',
  at: Place,
): void {
  ports.forEach(({ nodePort, peersOnly }, index) => {
    if (nodePort === undefined || (type !== 'ClusterIP' && !peersOnly)) return;
    at.item(index)
      .key('nodePort')
      .complain({
        rule: 'node-port-without-node-port-service',
        what: `is given, but ${peersOnly ? 'with peersOnly the client Service lacks the port' : 'the Service has type ClusterIP'}`,
        got: nodePort,
        allowed: 'a nodePort with ServiceType.nodePort() or ServiceType.loadBalancer()',
        fix: peersOnly ? 'remove nodePort, or peersOnly' : `add ${prop}: ServiceType.nodePort(), or remove nodePort`,
      });
  });
}
