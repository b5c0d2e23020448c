import { isIPv4 } from 'node:net';
import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { complainTwice, labelKey, nameOf, objectName } from '../input/names';
import type { Place } from '../input/place';
import { optional, type ReadOf, required, shape } from '../input/reader';
import { list, map, oneOf, text, textThat } from '../input/readers';
import { type IngressInput, ingressFields, type ResolvedRoute } from '../network/ingress';
import { portName } from '../network/ports';
import { type Tls, tls } from '../network/tls';
import { type RouteBackend, routeBackend } from './route-backend';
import { StatecraftConstruct } from './statecraft-construct';

/** One path and where it leads. */
export interface RouteProps {
  /** The service. */
  readonly to: RouteBackend;
  /**
   * The path, from `/`.
   * @default '/'
   */
  readonly path?: string;
  /**
   * How the path is compared: 'Prefix' by its parts, 'Exact' as a whole.
   * @default 'Prefix'
   */
  readonly pathType?: 'Prefix' | 'Exact' | 'ImplementationSpecific';
  /**
   * The name of the service's port.
   * @default - its only port, or the one called `http`
   */
  readonly port?: string;
}

/** What a route says. */
export interface IngressRouteProps {
  /** Where requests go, by path. */
  readonly routes: readonly RouteProps[];
  /**
   * The host, such as `shop.example.com` or `*.example.com`.
   * @default - see `hosts`
   */
  readonly host?: string;
  /**
   * Several hosts with the same routes; together with `host` at least one.
   * @default - none
   */
  readonly hosts?: readonly string[];
  /**
   * The certificate: `true` for one from the platform's issuer, `Tls.secret(…)` for an existing one.
   * @default - none: plain HTTP
   */
  readonly tls?: boolean | Tls;
  /**
   * The `ingressClassName`.
   * @default - the platform's
   */
  readonly className?: string;
  /**
   * Annotations, such as the controller's options.
   * @default - none but the certificate issuer's
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * The name of the object.
   * @default - the construct's id
   */
  readonly name?: string;
}

const path = textThat(
  "a path such as '/' or '/api'",
  (value) => value.startsWith('/'),
  (value) => `write '/${value}'`,
);
/** What the API refuses in Prefix and Exact paths: k8s.io/kubernetes pkg/apis/networking/validation. */
const UNCLEAR = /\/\/|\/\.\.?(\/|$)|%2f/i;
const ROUTE = shape<RouteProps>()('a route', {
  to: required(routeBackend),
  path: optional(path),
  pathType: optional(oneOf<'Prefix' | 'Exact' | 'ImplementationSpecific'>('Prefix', 'Exact', 'ImplementationSpecific')),
  port: optional(portName),
});

const plainHost = nameOf('dns-1123-subdomain');
const host = textThat(
  "a host such as 'shop.example.com' or '*.example.com', in lower case, without a port, no IP address",
  (value) => value.length <= 253 && HOST.test(value) && !isIPv4(value),
  (value) => (HOST.test(value.toLowerCase()) ? `write ${value.toLowerCase()}` : undefined),
);
const HOST = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const FIELDS = {
  routes: required(list(ROUTE)),
  host: optional(host),
  hosts: optional(list(host)),
  tls: optional(tls),
  className: optional(objectName),
  annotations: optional(map(text, labelKey)),
  name: optional(text),
};

export const INGRESS_ROUTE = shape<IngressRouteProps>()('IngressRoute', FIELDS);

type Read = ReadOf<typeof FIELDS>;
type ReadRoute = Read['routes'][number];

/**
 * How requests from outside reach services: hosts and paths, stated once; the platform decides the dialect.
 *
 * Emits a networking.k8s.io/v1 Ingress. Wrong props are recorded, not thrown: `App.synth()` reports them all.
 */
export class IngressRoute extends StatecraftConstruct {
  /** The Ingress; also the construct's default child. */
  readonly ingress: ApiObject;
  /** The object's name. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: IngressRouteProps) {
    super(scope, id);
    const read = INGRESS_ROUTE.read(props, this.place);
    this.name = read.name ?? this._givenId;
    plainHost.read(this.name, this.place.key(read.name === undefined ? 'id' : 'name'));
    this.checkRoutes(read);
    const input: IngressInput = {
      className: this.className(read),
      hosts: this.hosts(read),
      secretName: this.secretName(read),
      routes: read.routes.map((route, index) => this.resolve(route, index)),
    };
    const head = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: this.name, annotations: this.annotations(read) },
    };
    this.ingress = this.addObject('Ingress', head, { spec: () => ingressFields(input) });
    this.node.defaultChild = this.ingress;
  }

  private className(read: Read): string {
    const className = read.className ?? this.platform.routing?.className;
    if (className !== undefined) return className;
    this.place.key('className').complain({
      rule: 'no-routing',
      what: 'is missing, and the platform says nothing about routing',
      allowed: 'the name of an IngressClass',
      fix: "give the platform routing: Routing.ingress({ className: 'nginx' }), or the route a className",
    });
    return '';
  }

  private hosts(read: Read): readonly string[] {
    const hosts = [...(read.host === undefined ? [] : [read.host]), ...(read.hosts ?? [])];
    if (hosts.length === 0) {
      this.place.key('host').complain({
        rule: 'missing-value',
        what: 'is missing: a route without a host would take the requests of every other',
        allowed: "a host such as 'shop.example.com'",
        fix: 'state host or hosts',
      });
    }
    complainTwice(
      hosts,
      (name) => name,
      () => this.place.key('hosts'),
      (name) => ({ rule: 'duplicate-host', what: 'names a host twice', fix: `name ${name} once` }),
    );
    return hosts;
  }

  private secretName({ tls: certificate }: Read): string | undefined {
    if (certificate === undefined || certificate.kind === 'none') return undefined;
    if (certificate.kind === 'secret') return certificate.name;
    if (this.platform.certificateIssuer === undefined) {
      this.place.key('tls').complain({
        rule: 'no-certificate-issuer',
        what: 'asks for a certificate, but the platform has no issuer',
        got: true,
        allowed: 'Tls.secret(…), or true on a platform with a certificateIssuer',
        fix: `write tls: Tls.secret('${this.name}-tls') for an existing Secret, or give the platform a certificateIssuer`,
      });
    }
    return `${this.name}-tls`;
  }

  private annotations(read: Read): Record<string, string> | undefined {
    const issuer = read.tls?.kind === 'issued' ? this.platform.certificateIssuer : undefined;
    const all = { ...(issuer ? { [issuer.annotation]: issuer.name } : {}), ...read.annotations };
    return Object.keys(all).length > 0 ? all : undefined;
  }

  private checkRoutes({ routes }: Read): void {
    if (routes.length === 0) {
      this.place.key('routes').complain({
        rule: 'missing-value',
        what: 'is empty',
        got: routes,
        allowed: 'at least one route',
        fix: "add { path: '/', to: service }",
      });
    }
    complainTwice(
      routes,
      (route) => `${route.pathType ?? this.defaults.pathType} ${route.path ?? '/'}`,
      (index) => this.place.key('routes').item(index).key('path'),
      (_, first) => ({
        rule: 'duplicate-path',
        what: `is also the path of routes[${first}]`,
        fix: 'keep one of the two',
      }),
    );
  }

  private checkPath({ path = '/', pathType = this.defaults.pathType }: ReadRoute, at: Place): void {
    if (pathType === 'ImplementationSpecific' || !UNCLEAR.test(path)) return;
    at.complain({
      rule: 'wrong-value',
      what: `is not clear enough for pathType ${pathType}`,
      got: path,
      allowed: "a path without '//', '/./', '/../' and '%2f'",
      fix: "write the plain path, or pathType: 'ImplementationSpecific' if the controller understands it",
    });
  }

  private resolve(route: ReadRoute, index: number): ResolvedRoute {
    const at = this.place.key('routes').item(index);
    this.checkPath(route, at.key('path'));
    const { serviceName, namespace, ports } = route.to;
    if (serviceName !== '' && namespace !== undefined && this.namespace !== undefined && namespace !== this.namespace) {
      at.key('to').complain({
        rule: 'backend-in-other-namespace',
        what: 'is in another namespace, which an Ingress cannot send to',
        got: `${serviceName} in ${namespace}`,
        allowed: `a service in ${this.namespace}`,
        fix: "put the route into the service's chart",
      });
    }
    const custom = ports.length === 1 ? ports[0] : ports.find(({ name }) => name === 'http');
    const port = route.port === undefined ? custom : ports.find(({ name }) => name === route.port);
    if (!port && serviceName !== '' && route.port !== '') {
      const names = ports.map(({ name }) => name).filter((name) => name !== undefined);
      at.key('port').complain({
        rule: 'unknown-port',
        what:
          ports.length === 0
            ? `is no port: ${serviceName} has no Service`
            : route.port === undefined
              ? 'is missing: which of the ports is not clear'
              : `is no port of ${serviceName}`,
        ...(route.port === undefined ? {} : { got: route.port }),
        allowed: names.join(', ') || `none: ${serviceName} has no Service`,
        fix: names.length > 0 ? `write port: '${names[0]}'` : `give ${serviceName} a port`,
      });
    }
    if (port?.name !== undefined) {
      const { routing } = this.platform;
      route.to.routedFrom?.({ port: port.name, callers: routing?.callers, route: this.node.path });
    }
    return {
      path: route.path ?? '/',
      pathType: route.pathType ?? this.defaults.pathType,
      serviceName,
      port: port?.name ?? port?.port ?? 0,
    };
  }
}
