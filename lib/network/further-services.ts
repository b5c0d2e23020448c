import { complainTwice, givenName } from '../input/names';
import type { Place } from '../input/place';
import { isObject, optional, type Reader, type ReadOf, required, shape } from '../input/reader';
import { list } from '../input/readers';
import type { ServiceSpec } from '../kubernetes/generated';
import { checkPublished, type ReadMetrics } from './metrics';
import { type Port, portName, portNumber, UNREAD_PORTS } from './ports';
import { checkNodePorts, serviceFields } from './service';
import { CLUSTER_IP, outside, type ServiceType, serviceTypeReader } from './service-type';

/** A port of a further Service that is not as the workload has it. */
export interface FurtherServicePortProps {
  /** The name of one of the workload's ports. */
  readonly name: string;
  /**
   * The port that this Service answers on.
   * @default - that of the workload's port
   */
  readonly port?: number;
  /**
   * The port on every node, for Services of type NodePort and LoadBalancer.
   * @default - none: Kubernetes chooses one where the type needs it
   */
  readonly nodePort?: number;
}

/** One more Service for the same Pods: of other ports, or reached in another way. */
export interface FurtherServiceProps {
  /** Its name. */
  readonly name: string;
  /** The names of its ports: any port of the Pods, those with `podOnly` and of sidecars too. */
  readonly ports: readonly (string | FurtherServicePortProps)[];
  /** How it is reached. @default ServiceType.clusterIp() */
  readonly type?: ServiceType;
}

const PORT = shape<FurtherServicePortProps>()('a port', {
  name: required(portName),
  port: optional(portNumber),
  nodePort: optional(portNumber),
});

/** A port of one as read. */
export interface ReadServicePort {
  readonly name: string;
  readonly port?: number;
  readonly nodePort?: number;
}

const portOrName: Reader<ReadServicePort> = {
  allowed: "the name of a port, or { name: 'webhook', port: 443 }",
  fallback: PORT.fallback,
  read: (value, at) => (isObject(value) ? PORT.read(value, at) : { name: portName.read(value, at) }),
};

const FIELDS = {
  name: required(givenName),
  ports: required(list(portOrName)),
  type: optional(serviceTypeReader),
};

const FURTHER_SERVICE = shape<FurtherServiceProps>()('a further Service', FIELDS);

/** A further Service as read. */
export type ReadFurtherService = ReadOf<typeof FIELDS>;

export const furtherServices: Reader<readonly ReadFurtherService[]> = list(FURTHER_SERVICE);

/** Its ports: those of the workload, with the numbers that this Service has. */
function portsOf({ ports }: ReadFurtherService, all: readonly Port[]): readonly Port[] {
  return ports.flatMap(({ name, port, nodePort }) => {
    const found = all.find((one) => one.name === name);
    return found ? [{ ...found, port: port ?? found.port, nodePort, podOnly: false }] : [];
  });
}

/** The spec. */
export function furtherServiceFields(
  read: ReadFurtherService,
  all: readonly Port[],
  selector: Readonly<Record<string, string>>,
): ServiceSpec {
  return serviceFields(portsOf(read, all), selector, read.type ?? CLUSTER_IP, all);
}

/** How callers outside the cluster reach one of them; undefined where they don't. */
export function outsideOf(services: readonly ReadFurtherService[]): string | undefined {
  return services.map(({ type }) => outside(type?.type)).find((how) => how !== undefined);
}

/** Complains about ports that there are not or that can't be. */
export function checkFurtherServices(services: readonly ReadFurtherService[], all: readonly Port[], at: Place): void {
  services.forEach((service, index) => {
    const here = at.item(index);
    const { ports } = service;
    if (all !== UNREAD_PORTS) checkPorts(service, all, here.key('ports'));
    if (ports.length === 0) {
      here.key('ports').complain({
        rule: 'wrong-value',
        what: 'is empty, but a Service has at least one port',
        got: ports,
        allowed: 'names of ports',
        fix: all[0] ? `write ['${all[0].name}']` : 'add a port to the workload',
      });
    }
  });
}

/** Complains about metrics that callers outside the cluster can read by one of them. */
export function checkFurtherMetrics(
  services: readonly ReadFurtherService[],
  all: readonly Port[],
  metrics: ReadMetrics,
  at: Place,
): void {
  for (const service of services) {
    const how = outside(service.type?.type);
    if (how === undefined) continue;
    const fix = (port: string) => `leave ${port} out of the ports of ${service.name}`;
    checkPublished(metrics, portsOf(service, all), { outside: how, fix }, at);
  }
}

function checkPorts(service: ReadFurtherService, all: readonly Port[], at: Place): void {
  service.ports.forEach(({ name }, index) => {
    if (name !== '' && !all.some((port) => port.name === name)) {
      at.item(index).complain({
        rule: 'unknown-port',
        what: 'is no port of the workload',
        got: name,
        allowed: all.map((port) => port.name).join(', ') || 'none: there are no ports',
        fix: 'name one of the ports, or add it to ports; podOnly: true keeps it out of the other Service',
      });
    }
  });
  checkNodePorts(service.ports, service.type ?? CLUSTER_IP, 'type', at);
  complainTwice(
    portsOf(service, all),
    ({ port, protocol = 'TCP' }) => `${port}/${protocol}`,
    (index) => at.item(index),
    (_, first) => ({
      rule: 'duplicate-port',
      what: `answers on the same port as ${at.path}[${first}]`,
      fix: 'leave one of them out, or give it another port',
    }),
  );
}
