import { isIP } from 'node:net';
import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { takeAtWord } from '../errors/unsafe';
import { complainTwice, givenName, labelKey, labelValue, objectName } from '../input/names';
import { optional, type ReadOf, required, shape } from '../input/reader';
import { list, map, text } from '../input/readers';
import type { GatewayFacts, PlatformGateway } from '../platform/routing';
import { allowedNamespaces, type Listener, listener, namespacesFrom } from '../routes/gateway/listener';
import { apiVersionOf } from '../routes/gateway/names';
import { StatecraftConstruct } from './statecraft-construct';

/** What a Gateway says. */
export interface GatewayProps {
  /** The `gatewayClassName`: which controller runs it. */
  readonly className: string;
  /** Where it listens, and for what. */
  readonly listeners: readonly Listener[];
  /** Namespaces whose routes may bring listeners with certificates (ListenerSet); `['*']` for all. @default - none */
  readonly listenersFrom?: readonly string[];
  /** IP addresses or hosts to be had at. @default - the controller's choice */
  readonly addresses?: readonly string[];
  /** Its name. @default - the construct's id */
  readonly name?: string;
  /** Labels. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

const FIELDS = {
  className: required(objectName),
  listeners: required(list(listener)),
  listenersFrom: optional(allowedNamespaces),
  addresses: optional(list(objectName)),
  name: optional(givenName),
  labels: optional(map(labelValue, labelKey)),
  annotations: optional(map(text, labelKey)),
};
const GATEWAY = shape<GatewayProps>()('Gateway', FIELDS);

/**
 * Where traffic enters the cluster: what `Routing.gateway({ name, namespace })` names. Most clusters have one, made by
 * those who run the platform.
 *
 * Emits a Gateway (gateway.networking.k8s.io/v1).
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
    this.name = read.name ?? this._givenId;
    objectName.read(this.name, this.place.key(read.name === undefined ? 'id' : 'name'));
    this.checkListeners(read);
    // Who names a certificate says that its Secret exists, unless the platform lists which do.
    if (this.platform.tlsSecrets === undefined) takeAtWord(this, 'missing-tls-secret');
    const { className, listeners, addresses, labels, annotations } = read;
    const allowed = namespacesFrom(read.listenersFrom, this.place.key('listenersFrom'));
    const spec = {
      gatewayClassName: className,
      addresses: addresses?.map((value) => ({ type: isIP(value) ? 'IPAddress' : 'Hostname', value })),
      allowedListeners: allowed && { namespaces: allowed },
      listeners,
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
