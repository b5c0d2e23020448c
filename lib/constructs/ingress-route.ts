import { isIPv4 } from 'node:net';
import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { takeAtWord } from '../errors/unsafe';
import { complainTwice, givenName, hostThat, labelKey, nameOf, objectName } from '../input/names';
import type { Place } from '../input/place';
import { optional, type ReadOf, required, shape } from '../input/reader';
import { flag, list, map, text } from '../input/readers';
import { type CertifiedRoute, type SharedCertificate, type Tls, tls } from '../network/tls';
import { keyOfKind } from '../overlay/laid';
import { INGRESS_ROUTE_OVERLAYS, type IngressRouteOverlays } from '../overlay/object-overlays';
import { checkGatewayLimits, checkRules, matchKey } from '../routes/check-rules';
import { checkDialect, isCannot } from '../routes/dialect';
import { DIALECTS, ingressDialect } from '../routes/dialects';
import { FEATURES, type Use, usesOf } from '../routes/features';
import { gatewayObjects } from '../routes/gateway/emit';
import { GATEWAY_DIALECT } from '../routes/gateway/gateway-dialect';
import { checkIngresses } from '../routes/ingress/check';
import { ingressObjects } from '../routes/ingress/emit';
import type { RouteModel, RouteObject } from '../routes/model';
import { type ReadSettings, ROUTE_SETTINGS, type RouteSettings } from '../routes/settings';
import { type CertificateSetting, certificateOf } from './route-certificate';
import { DEFAULT_BACKEND, type DefaultBackendProps, ROUTE, type RouteProps } from './route-props';
import { backendOf, type RuleSetting, ruleOf, withoutUndefined } from './route-rules';
import { StatecraftConstruct } from './statecraft-construct';

/** What a route says; settings such as `timeouts` or `cors` hold for all routes that say nothing else. */
export interface IngressRouteProps extends RouteSettings {
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
   * With TLS, whether plain HTTP is redirected to HTTPS; false serves it too.
   * @default - `httpsRedirect` of the defaults, true; the controller's where the platform does not say which it is
   */
  readonly httpsRedirect?: boolean;
  /**
   * The service for requests that no route takes, of any host.
   * @default - none: the controller's answer, 404
   */
  readonly defaultBackend?: DefaultBackendProps;
  /**
   * The `ingressClassName`.
   * @default - the platform's
   */
  readonly className?: string;
  /**
   * Annotations, such as the controller's options.
   * @default - none but the certificate issuer's and what the routes ask for
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * The name of the object.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Fields that no prop has, laid over the objects before they are validated.
   * @default - none
   */
  readonly overlays?: IngressRouteOverlays;
}

const plainHost = nameOf('dns-1123-subdomain');
const host = hostThat(
  "a host such as 'shop.example.com' or '*.example.com', in lower case, without a port, no IP address",
  (value) => value.length <= 253 && HOST.test(value) && !(/\d$/.test(value) && isIPv4(value)),
);
const HOST = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const FIELDS = {
  ...ROUTE_SETTINGS,
  routes: required(list(ROUTE)),
  host: optional(host),
  hosts: optional(list(host)),
  tls: optional(tls),
  httpsRedirect: optional(flag),
  defaultBackend: optional(DEFAULT_BACKEND),
  className: optional(objectName),
  annotations: optional(map(text, labelKey)),
  name: optional(givenName),
  overlays: optional(INGRESS_ROUTE_OVERLAYS),
};

export const INGRESS_ROUTE = shape<IngressRouteProps>()('IngressRoute', FIELDS);

type Read = ReadOf<typeof FIELDS>;

/**
 * How requests from outside reach services: hosts and paths, stated once; the platform decides the dialect.
 *
 * Emits Ingresses, or with `Routing.gateway` an HTTPRoute or its like, and what they need beside them. What the dialect
 * cannot say is an error. Wrong props are recorded, not thrown: `App.synth()` reports them all.
 */
export class IngressRoute extends StatecraftConstruct implements CertifiedRoute {
  /** The first Ingress; none on a platform with a Gateway. */
  readonly ingress?: ApiObject;
  /** The HTTPRoute, GRPCRoute or TLSRoute; none on a platform with Ingress. */
  readonly gatewayRoute?: ApiObject;
  /** All objects, the route first; it is also the construct's default child. */
  readonly objects: readonly ApiObject[];
  /** The name of the route, and the beginning of all others. */
  readonly name: string;
  private readonly certificateName?: string;
  private readonly redirects?: boolean;

  constructor(scope: Construct, id: string, props: IngressRouteProps) {
    super(scope, id);
    const read = INGRESS_ROUTE.read(props, this.place);
    this.layOver(read.overlays);
    this.name = read.name ?? this._givenId;
    plainHost.read(this.name, this.place.key(read.name === undefined ? 'id' : 'name'));
    const { routing } = this.platform;
    const model = this.model(read);
    this.certificateName = model.tls?.kind === 'issued' ? model.tls.secret.secretName : onlySecret(model);
    this.redirects = model.httpsRedirect;
    checkRules(model, this.place);
    // Of two rules of one key, which is an error, the second one would be found again in the YAML.
    const once = { ...model, rules: firstOfEach(model.rules) };
    const planned =
      routing?.dialect === 'gateway' ? gatewayObjects(once, routing) : ingressObjects(once, ingressDialect(routing));
    this.checkDialect(model, planned);
    if (read.tls !== undefined && this.platform.tlsSecrets === undefined) {
      // Tls.secret says that the Secret exists, and the platform does not list which do.
      takeAtWord(this, 'missing-tls-secret');
    }
    this.objects = planned.map((one, index) => this.add(one, index, planned));
    const [first] = this.objects;
    if (routing?.dialect === 'gateway') this.gatewayRoute = first;
    else this.ingress = first;
    if (first) this.node.defaultChild = first;
  }

  /** For `Tls.sharedWith(…)`. @internal */
  get _certificate(): SharedCertificate {
    return { name: this.name, secretName: this.certificateName, httpsRedirect: this.redirects };
  }

  private add(one: RouteObject, index: number, all: readonly RouteObject[]): ApiObject {
    const { apiVersion, kind, name, namespace, annotations, spec } = one;
    const head = { apiVersion, kind, metadata: { name, namespace, annotations } };
    const idOf = (other: RouteObject) => `${other.kind}-${other.namespace ?? ''}${other.name}`;
    // Two of one name are an error that has been recorded; two children of one id would be thrown.
    const again = all.findIndex((other) => idOf(other) === idOf(one)) < index ? `-${index}` : '';
    const id = index === 0 ? kind : `${idOf(one)}${again}`;
    return this.addObject(id, head, { spec: () => spec }, keyOfKind(kind, name));
  }

  private model(read: Read): RouteModel {
    const { routing } = this.platform;
    const hosts = this.hosts(read);
    this.checkRoutes(read);
    const setting = this.ruleSetting(read);
    const rules = read.routes.map((route, index) => ruleOf(route, setting, this.place.key('routes').item(index)));
    const certificate = certificateOf(
      read.tls ?? { kind: 'none' },
      this.certificateSetting(hosts),
      this.place.key('tls'),
    );
    const { defaultBackend } = read;
    return {
      name: this.name,
      namespace: this.namespace,
      hosts,
      rules,
      defaultBackend:
        defaultBackend && backendOf(defaultBackend.to, defaultBackend.port, setting, this.place.key('defaultBackend')),
      tls: certificate,
      httpsRedirect: this.httpsRedirect(read, certificate),
      annotations: read.annotations ?? {},
      className: routing?.dialect === 'gateway' ? read.className : this.className(read),
    };
  }

  private ruleSetting(read: Read): RuleSetting {
    const { requestHeaders, responseHeaders, timeouts, retries, maxRequestBody, cors, sessionAffinity } = read;
    const all = { requestHeaders, responseHeaders, timeouts, retries, maxRequestBody, cors, sessionAffinity };
    const settings: Partial<ReadSettings> = withoutUndefined(all);
    const callers = this.platform.routing?.callers;
    return {
      settings,
      pathType: this.defaults.pathType,
      redirectStatusCode: this.defaults.redirectStatusCode,
      protocol: 'TCP',
      calls: ({ routedFrom }, port) => routedFrom?.({ port, callers, route: this.node.path }),
    };
  }

  private certificateSetting(hosts: readonly string[]): CertificateSetting {
    return {
      name: this.name,
      hosts,
      issuer: this.platform.certificateIssuer,
      gateway: this.platform.routing?.dialect === 'gateway',
    };
  }

  /** By default HTTP goes to HTTPS; where nothing says how the controller does that, it is left to it. */
  private httpsRedirect({ httpsRedirect }: Read, certificate: RouteModel['tls']): boolean | undefined {
    if (certificate === undefined) {
      if (httpsRedirect !== undefined) {
        this.place.key('httpsRedirect').complain({
          rule: 'contradicting-props',
          what: 'is given for a route without TLS',
          got: httpsRedirect,
          allowed: 'httpsRedirect beside tls',
          fix: 'write tls: true, or remove httpsRedirect',
        });
      }
      return undefined;
    }
    if (certificate.kind === 'passthrough') return undefined;
    if (httpsRedirect !== undefined) return httpsRedirect;
    const { routing } = this.platform;
    // By a Gateway's route for the host, whose certificate this one shares has seen to it; of Ingresses, each says it itself.
    if (certificate.kind === 'shared') return routing?.dialect === 'gateway' ? undefined : certificate.httpsRedirect;
    const { cells } = routing?.dialect === 'gateway' ? GATEWAY_DIALECT : ingressDialect(routing);
    const wanted = this.defaults.httpsRedirect;
    return isCannot(cells[wanted ? 'httpsRedirect' : 'plainHttp']) ? undefined : wanted;
  }

  private className(read: Read): string {
    const { routing } = this.platform;
    const className = read.className ?? (routing?.dialect === 'ingress' ? routing.className : undefined);
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
    const given = [...(read.host === undefined ? [] : [read.host]), ...(read.hosts ?? [])];
    const hosts = given.filter((host) => host !== '');
    if (given.length === 0 && (read.routes.length > 0 || read.defaultBackend === undefined)) {
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

  private checkRoutes({ routes, defaultBackend }: Read): void {
    if (routes.length > 0 || defaultBackend !== undefined) return;
    this.place.key('routes').complain({
      rule: 'missing-value',
      what: 'is empty',
      got: routes,
      allowed: 'at least one route',
      fix: "add { path: '/', to: service }",
    });
  }

  private checkDialect(model: RouteModel, planned: readonly RouteObject[]): void {
    const { routing } = this.platform;
    // An Ingress names a class always; only one that the platform does not have is worth a word.
    const uses = usesOf(routing?.dialect === 'gateway' ? model : { ...model, className: undefined });
    const at = (use: Use) => this.placeOf(use, model);
    if (routing?.dialect === 'gateway') {
      checkDialect(uses, GATEWAY_DIALECT, DIALECTS, routing, at);
      checkGatewayLimits(model, this.place);
    } else {
      const dialect = ingressDialect(routing);
      // `checkIngresses` says of each Service in another namespace which it is.
      const others = uses.filter(({ feature }) => feature !== 'otherNamespace');
      checkDialect(others, dialect, DIALECTS, undefined, at);
      checkIngresses(model, dialect, planned, this.place);
    }
  }

  /** The prop that says something: the rule's own, or the route's for all rules. */
  private placeOf({ feature, rule }: Use, { rules }: RouteModel): Place {
    const steps = FEATURES[feature].prop.split('.');
    const [first] = steps;
    const inRule =
      rule !== undefined && (Object.hasOwn(rules[rule]!.own, first!) || !Object.hasOwn(ROUTE_SETTINGS, first!));
    const start = inRule ? this.place.key('routes').item(rule) : this.place;
    return steps.reduce((place, step) => place.key(step), start);
  }
}

function firstOfEach(rules: RouteModel['rules']): RouteModel['rules'] {
  const keys = rules.map(matchKey);
  return rules.filter((_, index) => keys.indexOf(keys[index]!) === index);
}

function onlySecret({ tls }: RouteModel): string | undefined {
  return tls?.kind === 'secrets' && tls.secrets.length === 1 ? tls.secrets[0]!.secretName : undefined;
}
