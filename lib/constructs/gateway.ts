import { isIP } from 'node:net';
import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { takeAtWord } from '../errors/unsafe';
import { complainTwice, eachOnce, givenName, labelKey, labelValue, objectName } from '../input/names';
import { optional, type Reader, type ReadOf, required, shape } from '../input/reader';
import { list, map, text, textThat } from '../input/readers';
import { hasForm } from '../kubernetes/names';
import { keyOfKind } from '../overlay/laid';
import { GATEWAY_OVERLAYS, type GatewayOverlays } from '../overlay/object-overlays';
import type { IssuerFacts } from '../platform/certificate-issuer';
import type { GatewayFacts, PlatformGateway } from '../platform/routing';
import { certificateOf } from '../routes/gateway/emit';
import {
  allowedNamespaces,
  type Listener,
  listener,
  namespacesOf,
  type ReadListener,
} from '../routes/gateway/listener';
import { apiVersionOf } from '../routes/gateway/names';
import { StatecraftConstruct } from './statecraft-construct';

/** The controller's own configuration of one Gateway, in the Gateway's namespace. */
export interface GatewayParametersProps {
  /** Its API group, such as `gateway.envoyproxy.io`; '' for a ConfigMap. */
  readonly group: string;
  /** Its kind, such as `EnvoyProxy`. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
}

/** What the controller makes for a Gateway: Services, Deployments, load balancers. */
export interface GatewayInfrastructureProps {
  /** Labels of what it makes; at most 8. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of what it makes, such as those of a cloud's load balancer; at most 8. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** The object with its configuration. @default - that of the GatewayClass */
  readonly parameters?: GatewayParametersProps;
}

/** What a Gateway says. */
export interface GatewayProps {
  /** The `gatewayClassName`: which controller runs it. */
  readonly className: string;
  /** Where it listens, and for what. */
  readonly listeners: readonly Listener[];
  /** Namespaces whose routes may bring listeners with certificates (ListenerSet); `['*']` for all. @default - none */
  readonly listenersFrom?: readonly string[];
  /** The same for namespaces with all of these labels. @default - see `listenersFrom` */
  readonly listenersFromLabels?: Readonly<Record<string, string>>;
  /** IP addresses or hosts to be had at. @default - the controller's choice */
  readonly addresses?: readonly string[];
  /** What the controller makes for the Gateway: labels, annotations, parameters. @default - the controller's choice */
  readonly infrastructure?: GatewayInfrastructureProps;
  /** Its name. @default - the construct's id */
  readonly name?: string;
  /** Labels. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Fields that no prop has, laid over the objects before they are validated. @default - none */
  readonly overlays?: GatewayOverlays;
}

/** At most 8 entries: maxProperties of the Gateway API. */
const MOST = 8;
const few = (reader: Reader<Readonly<Record<string, string>>>): Reader<Readonly<Record<string, string>>> => ({
  ...reader,
  read(value, at) {
    const read = reader.read(value, at);
    const count = Object.keys(read).length;
    if (count > MOST) {
      at.complain({
        rule: 'too-many',
        what: `has ${count} entries`,
        got: count,
        allowed: `at most ${MOST}`,
        fix: 'say the others in the object that parameters names',
      });
    }
    return read;
  },
});
const PARAMETERS = shape<GatewayParametersProps>()('parameters', {
  group: required(
    textThat(
      "an API group such as 'gateway.envoyproxy.io'",
      (group) => group === '' || hasForm(group, 'dns-1123-subdomain'),
    ),
  ),
  kind: required(
    textThat(
      "a kind such as 'EnvoyProxy'",
      (kind) => kind.length <= 63 && /^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/.test(kind),
    ),
  ),
  name: required(objectName),
});
const INFRASTRUCTURE = shape<GatewayInfrastructureProps>()('infrastructure', {
  labels: optional(few(map(labelValue, labelKey))),
  annotations: optional(few(map(text, labelKey))),
  parameters: optional(PARAMETERS),
});
const FIELDS = {
  infrastructure: optional(INFRASTRUCTURE),
  className: required(objectName),
  listeners: required(list(listener)),
  listenersFrom: optional(allowedNamespaces),
  listenersFromLabels: optional(map(labelValue, labelKey)),
  addresses: optional(eachOnce(list(objectName))),
  name: optional(givenName),
  labels: optional(map(labelValue, labelKey)),
  annotations: optional(map(text, labelKey)),
  overlays: optional(GATEWAY_OVERLAYS),
};
const GATEWAY = shape<GatewayProps>()('Gateway', FIELDS);

/**
 * Where traffic enters the cluster: what `Routing.gateway({ name, namespace })` names. Most clusters have one, made by
 * those who run the platform.
 *
 * Emits a Gateway (gateway.networking.k8s.io/v1), and a Certificate for each listener with an issuer.
 */
export class Gateway extends StatecraftConstruct implements PlatformGateway {
  /** Its name, for `Routing.gateway`. */
  readonly name: string;
  /** The Gateway; also the construct's default child. */
  readonly apiObject: ApiObject;
  /** For `Routing.ofGateway`. @internal */
  readonly _gateway: GatewayFacts;

  constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id);
    const read = GATEWAY.read(props, this.place);
    this.layOver(read.overlays);
    this.name = read.name ?? this._givenId;
    objectName.read(this.name, this.place.key(read.name === undefined ? 'id' : 'name'));
    this.checkListeners(read);
    // Who names a certificate says that its Secret exists, unless the platform lists which do.
    if (this.platform.tlsSecrets === undefined) takeAtWord(this, 'missing-tls-secret');
    const { className, addresses, labels, annotations, infrastructure, listenersFrom, listenersFromLabels } = read;
    const listeners = read.listeners.map((one) => this.withSecret(one));
    const allowed = namespacesOf({ listenersFrom }, { listenersFromLabels }, this.place);
    const spec = {
      gatewayClassName: className,
      addresses: addresses?.map((value) => ({ type: isIP(value) ? 'IPAddress' : 'Hostname', value })),
      allowedListeners: allowed && { namespaces: allowed },
      infrastructure: infrastructure && {
        labels: infrastructure.labels,
        annotations: infrastructure.annotations,
        parametersRef: infrastructure.parameters,
      },
      listeners: listeners.map(({ issuer: _, ...listener }) => listener),
    };
    this._gateway = { name: this.name, namespace: this.namespace, spec };
    const metadata = {
      name: this.name,
      labels: labels && { ...labels },
      annotations: annotations && { ...annotations },
    };
    const apiVersion = apiVersionOf('Gateway', { version: '1.4', channel: 'standard' });
    this.apiObject = this.addObject('Gateway', { apiVersion, kind: 'Gateway', metadata }, { spec: () => spec });
    this.node.defaultChild = this.apiObject;
    this.addCertificates(listeners);
  }

  /** What cert-manager writes has a name of its own where none is given. */
  private withSecret(listener: ReadListener): ReadListener {
    const { issuer, tls, name } = listener;
    if (issuer === undefined || (tls?.certificateRefs ?? []).length > 0) return listener;
    return { ...listener, tls: { ...tls, certificateRefs: [{ kind: 'Secret', name: `${this.name}-${name}-tls` }] } };
  }

  /** A Certificate for each Secret: of listeners that share one, for the hosts of them all. */
  private addCertificates(listeners: readonly ReadListener[]): void {
    const secrets = new Map<string, { readonly issuer: IssuerFacts; readonly hosts: string[] }>();
    for (const [index, { issuer, tls, hostname }] of listeners.entries()) {
      const secret = tls?.certificateRefs?.[0]?.name;
      if (issuer === undefined || secret === undefined || hostname === undefined) continue;
      const known = secrets.get(secret);
      if (known === undefined) secrets.set(secret, { issuer, hosts: [hostname] });
      else if (!known.hosts.includes(hostname)) known.hosts.push(hostname);
      if (known === undefined || (known.issuer.kind === issuer.kind && known.issuer.name === issuer.name)) continue;
      this.place
        .key('listeners')
        .item(index)
        .key('issuer')
        .complain({
          rule: 'contradicting-props',
          what: `is another one than that of the other listener with the Secret ${secret}`,
          got: issuer.name,
          allowed: known.issuer.name,
          fix: 'name the same issuer, or another Secret: certificates',
        });
    }
    for (const [secret, { issuer, hosts }] of secrets) {
      const { apiVersion, kind, name, spec } = certificateOf(secret, hosts, issuer);
      const head = { apiVersion, kind, metadata: { name } };
      this.addObject(`${kind}-${name}`, head, { spec: () => spec }, keyOfKind(kind, name));
    }
  }

  /** What the CRD's own rules refuse: from 1 to 64 listeners, each name once. The rest is the rule `duplicate-listener`. */
  private checkListeners({ listeners }: ReadOf<typeof FIELDS>): void {
    const at = this.place.key('listeners');
    if (listeners.length === 0 || listeners.length > 64) {
      at.complain({
        rule: listeners.length === 0 ? 'missing-value' : 'too-many',
        what: `has ${listeners.length} entries`,
        got: listeners.length,
        allowed: 'from 1 to 64 listeners',
        fix: listeners.length === 0 ? 'add Listener.http()' : 'make a second Gateway',
      });
    }
    complainTwice(
      listeners,
      ({ name }) => name,
      (index) => at.item(index).key('name'),
      (_, first) => ({
        rule: 'duplicate-name',
        what: `is also the name of listeners[${first}]`,
        fix: 'give one of the two another name',
      }),
    );
  }
}
