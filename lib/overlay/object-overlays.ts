import { type Field, optional, shape } from '../input/reader';
import type {
  ConfigMap,
  Gateway,
  GRPCRoute,
  HTTPRoute,
  Ingress,
  LimitRange,
  ListenerSet,
  Namespace,
  NetworkPolicy,
  PersistentVolume,
  PersistentVolumeClaim,
  ReferenceGrant,
  ResourceQuota,
  StorageClass,
  TCPRoute,
  TLSRoute,
} from '../kubernetes/generated';
import type { Manifest } from '../manifests/manifest';
import { type Overlay, overlay, overlayBut, overlaysByName } from './overlay';
import { configMapOverlay } from './workload-overlays';

const one = optional(overlay);
const many = optional(overlaysByName());

/** Fields beside those that the props have, for each object of a Namespace. */
export interface NamespaceOverlays {
  /** Over the Namespace. */
  readonly namespace?: Overlay<Namespace>;
  /** Over the ResourceQuota, such as its `scopeSelector`. */
  readonly resourceQuota?: Overlay<ResourceQuota>;
  /** Over the LimitRange; its list of limits is replaced as a whole. */
  readonly limitRange?: Overlay<LimitRange>;
  /** Over the NetworkPolicy `default-deny`. */
  readonly networkPolicy?: Overlay<NetworkPolicy>;
}

export const NAMESPACE_OVERLAYS = shape<NamespaceOverlays>()('overlays', {
  namespace: one,
  resourceQuota: one,
  limitRange: one,
  networkPolicy: one,
} satisfies Record<keyof NamespaceOverlays, Field<unknown>>);

/** Fields beside those that the props have, for a ConfigMap. */
export interface ConfigMapOverlays {
  /** Over the ConfigMap; not over its data, which the props say. */
  readonly configMap?: Overlay<ConfigMap>;
}

export const CONFIG_MAP_OVERLAYS = shape<ConfigMapOverlays>()('overlays', { configMap: optional(configMapOverlay) });

/** Fields beside those that the props have, for a StorageClass. */
export interface StorageClassOverlays {
  /** Over the StorageClass. */
  readonly storageClass?: Overlay<StorageClass>;
}

export const STORAGE_CLASS_OVERLAYS = shape<StorageClassOverlays>()('overlays', { storageClass: one });

/** Fields beside those that the props have, for the volumes of a pool. */
export interface PersistentVolumePoolOverlays {
  /** Over the PersistentVolumes, by name; `'*'` is each of them. */
  readonly volumes?: Readonly<Record<string, Overlay<PersistentVolume>>>;
}

export const POOL_OVERLAYS = shape<PersistentVolumePoolOverlays>()('overlays', { volumes: many });

/** Fields beside those that the props have, for a PersistentVolumeClaim. */
export interface PersistentVolumeClaimOverlays {
  /** Over the PersistentVolumeClaim. */
  readonly persistentVolumeClaim?: Overlay<PersistentVolumeClaim>;
}

export const CLAIM_OVERLAYS = shape<PersistentVolumeClaimOverlays>()('overlays', { persistentVolumeClaim: one });

/** Fields beside those that the props have, for a VolumeSnapshot. */
export interface VolumeSnapshotOverlays {
  /** Over the VolumeSnapshot, as its controller spells it. */
  readonly volumeSnapshot?: Overlay<Manifest>;
}

export const SNAPSHOT_OVERLAYS = shape<VolumeSnapshotOverlays>()('overlays', { volumeSnapshot: one });

/** Fields beside those that the props have, for an ExternalSecret. */
export interface ExternalSecretOverlays {
  /** Over the ExternalSecret, as its controller spells it; its lists are replaced as a whole. */
  readonly externalSecret?: Overlay<Manifest>;
}

export const EXTERNAL_SECRET_OVERLAYS = shape<ExternalSecretOverlays>()('overlays', { externalSecret: one });

/** Fields beside those that the props have, for a SealedSecret. */
export interface SealedSecretOverlays {
  /** Over the SealedSecret, as its controller spells it; not over what is sealed. */
  readonly sealedSecret?: Overlay<Manifest>;
}

export const SEALED_SECRET_OVERLAYS = shape<SealedSecretOverlays>()('overlays', {
  sealedSecret: optional(
    overlayBut([['spec', 'encryptedData'], 'a plain value must not get there', 'write encryptedData: { … }']),
  ),
});

/** Fields beside those that the props have, for each object of a Gateway. */
export interface GatewayOverlays {
  /** Over the Gateway; its listeners are merged by name. */
  readonly gateway?: Overlay<Gateway>;
  /** Over the Certificates of its listeners, by name; `'*'` is each of them. */
  readonly certificates?: Readonly<Record<string, Overlay<Manifest>>>;
}

export const GATEWAY_OVERLAYS = shape<GatewayOverlays>()('overlays', {
  gateway: one,
  certificates: many,
} satisfies Record<keyof GatewayOverlays, Field<unknown>>);

/** Fields beside those that the props have, for each object of a TcpRoute or a UdpRoute. */
export interface TransportRouteOverlays {
  /** Over the TCPRoute or UDPRoute; its list of rules is replaced as a whole. */
  readonly gatewayRoute?: Overlay<TCPRoute>;
  /** Over the ReferenceGrants, by name; `'*'` is each of them. */
  readonly referenceGrants?: Readonly<Record<string, Overlay<ReferenceGrant>>>;
}

export const TRANSPORT_ROUTE_OVERLAYS = shape<TransportRouteOverlays>()('overlays', {
  gatewayRoute: one,
  referenceGrants: many,
} satisfies Record<keyof TransportRouteOverlays, Field<unknown>>);

/**
 * Fields beside those that the props have, for each object of an IngressRoute: by name, and `'*'` is each of them. Which
 * there are follows from the platform; overlays of others wait for another platform.
 */
export interface IngressRouteOverlays {
  /** Over the Ingresses; their lists of rules are replaced as a whole. */
  readonly ingresses?: Readonly<Record<string, Overlay<Ingress>>>;
  /** Over the HTTPRoutes; their lists of rules are replaced as a whole. */
  readonly httpRoutes?: Readonly<Record<string, Overlay<HTTPRoute>>>;
  /** Over the GRPCRoutes. */
  readonly grpcRoutes?: Readonly<Record<string, Overlay<GRPCRoute>>>;
  /** Over the TLSRoutes. */
  readonly tlsRoutes?: Readonly<Record<string, Overlay<TLSRoute>>>;
  /** Over the ListenerSets; their listeners are merged by name. */
  readonly listenerSets?: Readonly<Record<string, Overlay<ListenerSet>>>;
  /** Over the ReferenceGrants. */
  readonly referenceGrants?: Readonly<Record<string, Overlay<ReferenceGrant>>>;
  /** Over the Certificates of cert-manager. */
  readonly certificates?: Readonly<Record<string, Overlay<Manifest>>>;
  /** Over the Middlewares of Traefik. */
  readonly middlewares?: Readonly<Record<string, Overlay<Manifest>>>;
  /** Over the FrontendConfigs of GKE. */
  readonly frontendConfigs?: Readonly<Record<string, Overlay<Manifest>>>;
}

export const INGRESS_ROUTE_OVERLAYS = shape<IngressRouteOverlays>()('overlays', {
  ingresses: many,
  httpRoutes: many,
  grpcRoutes: many,
  tlsRoutes: many,
  listenerSets: many,
  referenceGrants: many,
  certificates: many,
  middlewares: many,
  frontendConfigs: many,
} satisfies Record<keyof IngressRouteOverlays, Field<unknown>>);
