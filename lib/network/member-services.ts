import { type Given, given } from '../input/given';
import { labelKey } from '../input/names';
import type { Place } from '../input/place';
import { optional, type ReadOf, shape } from '../input/reader';
import { flag, list, map, text } from '../input/readers';
import type { ServiceSpec } from '../kubernetes/generated';
import type { Port } from './ports';
import { portName, portNumber } from './ports';
import { serviceFields } from './service';
import { CLUSTER_IP, isHeadless, type ReadServiceType, type ServiceType, serviceTypeReader } from './service-type';

/** A member as its own Service's annotations are made from it. */
export interface MemberFacts {
  /** The Pod's name, such as `kafka-100`; its Service has the same. */
  readonly name: string;
  /** Its number. */
  readonly ordinal: number;
  /** Its DNS name in the cluster. */
  readonly host: string;
}

/** A Service for each member, named as the member, for clients that must reach a certain one from outside. */
export interface MemberServicesProps {
  /** How they are reached. @default ServiceType.clusterIp() */
  readonly type?: ServiceType;
  /**
   * The names of the ports that they have.
   * @default - all but those for peers only
   */
  readonly ports?: readonly string[];
  /**
   * By a port's name, the port on every node of the first member; each following member has the next number.
   * @default - none: Kubernetes chooses where the type needs them
   */
  readonly nodePorts?: Readonly<Record<string, number>>;
  /**
   * Annotations, or a function from a member to them:
   * `(member) => ({ 'external-dns.alpha.kubernetes.io/hostname': `${member.name}.example.com` })`.
   * @default - those of the type
   */
  readonly annotations?: Given<MemberFacts, Readonly<Record<string, string>>>;
  /**
   * Whether a member is reached before it is ready.
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;
}

const FIELDS = {
  type: optional(serviceTypeReader),
  ports: optional(list(portName)),
  nodePorts: optional(map(portNumber, portName)),
  annotations: optional(given(map(text, labelKey), 'a member')),
  publishNotReadyAddresses: optional(flag),
};

export const MEMBER_SERVICES = shape<MemberServicesProps>()('memberServices', FIELDS);

/** Member Services as read. */
export type ReadMemberServices = Partial<ReadOf<typeof FIELDS>>;

/** The ports that members' Services have. */
export function memberPorts({ ports }: ReadMemberServices, all: readonly Port[]): readonly Port[] {
  return all.filter(({ name, peersOnly }) => (ports ? ports.includes(name) : !peersOnly));
}

/** The spec of one member's Service; `index` is the member's place. */
export function memberServiceFields(
  read: ReadMemberServices,
  all: readonly Port[],
  pod: Readonly<Record<string, string>>,
  index: number,
): ServiceSpec {
  const { type = CLUSTER_IP, nodePorts = {}, publishNotReadyAddresses } = read;
  const ports = memberPorts(read, all).map((port) => {
    const first = Object.hasOwn(nodePorts, port.name) ? nodePorts[port.name] : undefined;
    return { ...port, nodePort: first === undefined ? undefined : first + index };
  });
  const { selector, ports: fields, ...spec } = serviceFields(ports, pod, type);
  const published = publishNotReadyAddresses ?? type.spec.publishNotReadyAddresses;
  return { ...spec, publishNotReadyAddresses: published, selector, ports: fields };
}

/** Complains about ports that there are not, and about node ports that can't be. */
export function checkMemberServices(read: ReadMemberServices, all: readonly Port[], members: number, at: Place): void {
  const known = all.map(({ name }) => name).join(', ') || 'none: there are no ports';
  if (members > 1) checkOwnAddress(read.type ?? CLUSTER_IP, at.key('type'));
  read.ports?.forEach((name, index) => {
    if (!all.some((port) => port.name === name)) unknownPort(name, known, at.key('ports').item(index));
  });
  const none = read.ports ? read.ports.length === 0 : all.length > 0 && memberPorts(read, all).length === 0;
  if (none && !isHeadless(read.type ?? CLUSTER_IP)) {
    at.key('ports').complain({
      rule: 'wrong-value',
      what: 'leaves the Services without a port, which only headless ones may be',
      got: read.ports ?? 'all ports are for peers only',
      allowed: known,
      fix: all[0] ? `write ['${all[0].name}']` : 'add a port to the cluster',
    });
  }
  const nodePorts = Object.entries(read.nodePorts ?? {});
  nodePorts.forEach(([name, first], index) => {
    const here = at.key('nodePorts').key(name);
    if (!memberPorts(read, all).some((port) => port.name === name)) unknownPort(name, known, here);
    if ((read.type ?? CLUSTER_IP).type === 'ClusterIP') {
      here.complain({
        rule: 'node-port-without-node-port-service',
        what: 'is given, but the Services have type ClusterIP',
        got: first,
        allowed: 'a node port with ServiceType.nodePort() or ServiceType.loadBalancer()',
        fix: 'add type: ServiceType.nodePort(), or remove it',
      });
    }
    const last = first + members - 1;
    if (members > 0 && last > 65_535) {
      here.complain({
        rule: 'node-port-out-of-range',
        what: `leaves no number for the last member, which would have ${last}`,
        got: first,
        allowed: `at most ${65_536 - members} for ${members} members`,
        fix: 'write 30000, or another number of the range that the cluster gives to node ports',
      });
    }
    const before = nodePorts.slice(0, index).find(([, other]) => Math.abs(other - first) < members);
    if (!before) return;
    here.complain({
      rule: 'duplicate-node-port',
      what: `overlaps with those of ${before[0]}: ${members} members take ${members} numbers from the first on`,
      got: first,
      allowed: 'each number once',
      fix: `write ${before[1] + members}`,
    });
  });
}

/** Complains about an address that only one of them could have: the API server refuses it for the second. */
function checkOwnAddress({ spec }: ReadServiceType, at: Place): void {
  for (const key of ['clusterIP', 'loadBalancerIP'] as const) {
    if (spec[key] === undefined || spec[key] === 'None') continue;
    at.key(key).complain({
      rule: 'one-address-for-members',
      what: 'is one address, but each member has a Service of its own',
      got: spec[key],
      allowed: 'no address, or a single member',
      fix: `remove ${key}`,
    });
  }
}

function unknownPort(name: string, known: string, at: Place): void {
  at.complain({
    rule: 'unknown-port',
    what: 'is no port of theirs',
    got: name,
    allowed: known,
    fix: 'name one of the ports',
  });
}
