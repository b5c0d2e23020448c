import type { Place } from '../input/place';
import { isObject, type Reader, readable, required, shape, wrong } from '../input/reader';
import { list } from '../input/readers';
import { nearest } from '../kubernetes/nearest';
import type { Endpoint, HasEndpoint } from '../network/endpoint';
import { type Port, portName } from '../network/ports';
import type { Member, Peer } from './member';
import type { Workload } from './workload';

/** What a Pod can wait for: a workload with a Service, a member of a cluster, or any `host:port` over TCP. */
export type WaitTarget = Workload | Member | Peer | WaitForPortProps | string;

/** One port of a workload or a member. */
export interface WaitForPortProps {
  /** The workload or the member. */
  readonly on: Workload | Member;
  /** The name of its port. */
  readonly port: string;
}

/** What to wait for, as read. */
export interface ReadWait {
  /** `host:port`; undefined where it could not be read. */
  readonly address?: string;
  /** The workload at the other end, and the port's name. */
  readonly endpoint?: Endpoint;
  readonly port?: string;
  /** What was given, for what else has to know it. */
  readonly target?: unknown;
}

const ALLOWED = "a workload with a Service, a member such as db.member(0), { on: db, port: 'client' }, or 'host:port'";

const PORT = shape<WaitForPortProps>()('waitFor', {
  on: required<unknown>({ allowed: ALLOWED, fallback: undefined, read: (value) => value }),
  port: required(portName),
});

const waitTarget: Reader<ReadWait> = {
  allowed: ALLOWED,
  fallback: {},
  read: (value: unknown, at: Place) =>
    readable(at, ALLOWED, {}, () => {
      if (typeof value === 'string') return readAddress(value, at);
      if (hasEndpoint(value)) return readEndpoint(value, undefined, at);
      if (!isObject(value) || !('on' in value)) return wrong(value, at, ALLOWED, {});
      const { on, port } = PORT.read(value, at);
      if (!hasEndpoint(on)) return wrong(on, at.key('on'), ALLOWED, {});
      return port === '' ? {} : readEndpoint(on, port, at);
    }),
};

export const waitTargets = list(waitTarget);

interface Reached {
  readonly host?: unknown;
  readonly service?: unknown;
}

function hasEndpoint(value: unknown): value is HasEndpoint & Reached {
  return isObject(value) && isObject((value as Partial<HasEndpoint>)._endpoint);
}

function readAddress(value: string, at: Place): ReadWait {
  const [, host, port] = /^([a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?):(\d{1,5})$/i.exec(value) ?? [];
  if (host && Number(port) >= 1 && Number(port) <= 65535) return { address: value };
  return wrong(value, at, ALLOWED, {}, host ? 'give a port from 1 to 65535' : `write '${addressIn(value)}'`);
}

/** The host and port of a URL, or what stands before a port that is missing. */
function addressIn(value: string): string {
  const [, host, port] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@/]*@)?([^:/\s]*)(?::(\d{1,5}))?/i.exec(value) ?? [];
  return `${host || '<host>'}:${port ?? '<port>'}`;
}

/** A member has a name of its own; a workload has one with its Service. */
function isReached(value: HasEndpoint & Reached): value is HasEndpoint & { readonly host: string } {
  if (typeof value.host !== 'string') return false;
  return value !== (value._endpoint.construct as unknown) || value.service !== undefined;
}

function readEndpoint(value: HasEndpoint & Reached, name: string | undefined, at: Place): ReadWait {
  const endpoint = value._endpoint;
  const open = endpoint.ports.filter(({ podOnly }) => !podOnly);
  const port = portOf(endpoint, open, name);
  if (!isReached(value) || open.length === 0) complainNoService(endpoint, at);
  else if (!port) complainUnknown(endpoint, open, name, at);
  else if ((port.protocol ?? 'TCP') !== 'TCP') complainProtocol(endpoint, port, at);
  else return { address: `${value.host}:${answeredAt(endpoint, port)}`, endpoint, port: port.name, target: value };
  return {};
}

/** The number at which somebody answers under an endpoint's name. */
function answeredAt({ headless }: Endpoint, { port, targetPort }: Port): number {
  return headless ? targetPort : port;
}

function portOf(endpoint: Endpoint, open: readonly Port[], name: string | undefined): Port | undefined {
  if (name !== undefined) return open.find((port) => port.name === name);
  if (endpoint.port !== undefined) return open.find((port) => answeredAt(endpoint, port) === endpoint.port);
  return open.find(({ peersOnly }) => !peersOnly);
}

function complainNoService({ title }: Endpoint, at: Place): void {
  at.complain({
    rule: 'nothing-to-wait-for',
    what: `names ${title}, which has no address that answers: it has no Service`,
    got: title,
    allowed: ALLOWED,
    fix: 'wait for something with ports; for what ends, as a Job does, write an init container that asks for its result (docs/pods.md)',
  });
}

function complainUnknown({ title }: Endpoint, open: readonly Port[], name: string | undefined, at: Place): void {
  const names = open.map((port) => port.name);
  const near = nearest(name ?? '', names) ?? names[0];
  (name === undefined ? at : at.key('port')).complain({
    rule: 'unknown-port',
    what:
      name === undefined
        ? `names ${title}, whose ports are for peers only`
        : `names a port that ${title} does not have`,
    got: name ?? title,
    allowed: names.join(', '),
    fix: `write port: '${near}'`,
  });
}

function complainProtocol({ title }: Endpoint, port: Port, at: Place): void {
  at.complain({
    rule: 'nothing-to-wait-for',
    what: `names port ${port.name} of ${title}, which is ${port.protocol}: nobody can tell whether it listens`,
    got: port.name,
    allowed: 'a port over TCP',
    fix: "name another port: { on: …, port: '…' }",
  });
}
