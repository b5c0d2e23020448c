export { App, type AppProps } from './app/app';
export { Environment, type EnvironmentProps } from './app/environment';
export { Completion, type IndexedProps, type ParallelismProps, type SuccessRuleProps } from './batch/completion';
export type { HistoryProps } from './batch/cron-job';
export {
  type ExitCodesProps,
  type FailureAction,
  FailureRule,
  type JobFailureProps,
  type PodConditionProps,
} from './batch/failure';
export type { JobProps } from './batch/job';
export { type HookPhase, Replacement } from './batch/replacement';
export { FileContent } from './config/file-content';
export { type DirectoryProps, FileSet } from './config/file-set';
export type { NamedObject } from './config/references';
export { BatchJob, type BatchJobProps } from './constructs/batch-job';
export { ConfigMap, type ConfigMapProps } from './constructs/config-map';
export type { ConnectionPeer, ConnectionProps } from './constructs/connect';
export { ExternalSecret } from './constructs/external-secret';
export {
  Gateway,
  type GatewayInfrastructureProps,
  type GatewayParametersProps,
  type GatewayProps,
} from './constructs/gateway';
export { Grants, type RoleGrantProps } from './constructs/grants';
export { IngressRoute, type IngressRouteProps } from './constructs/ingress-route';
export { KubernetesObject } from './constructs/kubernetes-object';
export { Member, Peer } from './constructs/member';
export type { MemberInitContainerProps, MemberProgramProps, MemberSidecarProps } from './constructs/member-containers';
export { Namespace, type NamespaceProps } from './constructs/namespace';
export { NodeAgent, type NodeAgentProps } from './constructs/node-agent';
export { PersistentVolumeClaim, type PersistentVolumeClaimProps } from './constructs/persistent-volume-claim';
export { PersistentVolumePool } from './constructs/persistent-volume-pool';
export type { ProgramProps } from './constructs/program-props';
export type { RouteBackend } from './constructs/route-backend';
export type {
  CanaryHeaderProps,
  CanaryProps,
  DefaultBackendProps,
  RouteProps,
  SharedBackendProps,
} from './constructs/route-props';
export { ScheduledJob, type ScheduledJobProps } from './constructs/scheduled-job';
export { SealedSecret } from './constructs/sealed-secret';
export { SecretSource } from './constructs/secret-source';
export { StatefulCluster } from './constructs/stateful-cluster';
export type { StatefulClusterProps } from './constructs/stateful-cluster-props';
export { StatelessService, type StatelessServiceProps, type VariantProps } from './constructs/stateless-service';
export { StorageClass } from './constructs/storage-class';
export { TcpRoute } from './constructs/tcp-route';
export { TransportRoute, type TransportRouteProps } from './constructs/transport-route';
export { UdpRoute } from './constructs/udp-route';
export { VolumeSnapshot, type VolumeSnapshotProps } from './constructs/volume-snapshot';
export type { WaitForPortProps, WaitTarget } from './constructs/wait-target';
export { Workload } from './constructs/workload';
export type { LongRunningProps, ReplicatedProps, WorkloadProps } from './constructs/workload-props';
export { Defaults, ScopedDefaults } from './defaults/defaults';
export type { DefaultSettings } from './defaults/settings';
export type { Problem, Severity } from './errors/problem';
export { SynthesisError } from './errors/synthesis-error';
export { Unsafe } from './errors/unsafe';
export { Pruning } from './gitops/pruning';
export type * as k8s from './kubernetes/generated';
export type { LimitsProps, ResourceAmounts } from './namespace/limit-range';
export type { PodSecurityLevel, PodSecurityProps } from './namespace/pod-security';
export type { FurtherServicePortProps, FurtherServiceProps } from './network/further-services';
export type { MemberFacts, MemberServicesProps } from './network/member-services';
export { Metrics, type ScrapeProps } from './network/metrics';
export type { AgentPortProps, ClusterPortProps, PortProps, Protocol } from './network/ports';
export { CaCertificate, type ScrapeTlsProps } from './network/scrape-tls';
export {
  type ClusterIpProps,
  type HeadlessProps,
  type IpFamily,
  type LoadBalancerProps,
  type NodePortProps,
  ServiceType,
} from './network/service-type';
export {
  type CidrTargetProps,
  type NamespaceTargetProps,
  type PodsTargetProps,
  Target,
  type TargetPortProps,
  type TargetProps,
} from './network/target';
export { type CertifiedRoute, Tls } from './network/tls';
export { OutputError } from './output/output-error';
export type {
  ConfigMapOverlays,
  ExternalSecretOverlays,
  GatewayOverlays,
  IngressRouteOverlays,
  NamespaceOverlays,
  PersistentVolumeClaimOverlays,
  PersistentVolumePoolOverlays,
  SealedSecretOverlays,
  StorageClassOverlays,
  TransportRouteOverlays,
  VolumeSnapshotOverlays,
} from './overlay/object-overlays';
export type { Overlay } from './overlay/overlay';
export type {
  BatchJobOverlays,
  LongRunningOverlays,
  NodeAgentOverlays,
  ScheduledJobOverlays,
  SharedClaimsOverlays,
  StatefulClusterOverlays,
  StatelessServiceOverlays,
  WorkloadOverlays,
} from './overlay/workload-overlays';
export type { ColocationProps, ColocationTarget } from './placement/colocation';
export type { SchedulingProps } from './placement/scheduling';
export { Spread, type SpreadProps, type SpreadStrictness } from './placement/spread';
export type { TolerationProps } from './placement/toleration';
export type { Topology } from './placement/topology';
export { CertificateIssuer } from './platform/certificate-issuer';
export { type AwsAlbProps, type GceProps, IngressController, type TraefikProps } from './platform/ingress-controller';
export { Isolation } from './platform/isolation';
export {
  type AnnotationMonitoringProps,
  Monitoring,
  type OperatorMonitoringProps,
} from './platform/monitoring';
export { Platform, type PlatformProps } from './platform/platform';
export {
  type GatewayListenerNamesProps,
  type GatewayRoutingProps,
  type GatewayServiceProps,
  type IngressRoutingProps,
  type PlatformGateway,
  type RouteCallersProps,
  Routing,
} from './platform/routing';
export type { StorageClassOffer } from './platform/storage-offer';
export {
  type ConfigDirectoryProps,
  type ConfigFileProps,
  ConfigFiles,
  type ConfigFilesProps,
  type ConfigMapFilesProps,
} from './pod/config-files';
export type { ContainerOptions, MainContainerProps, ResizePolicyProps, ResizeRestart } from './pod/container-options';
export type { ContainerSecurityProps } from './pod/container-security';
export type { AgentRolloutProps } from './pod/daemon-set';
export type { DeploymentRolloutProps } from './pod/deployment';
export type { DisruptionProps } from './pod/disruption';
export { type EnvInput, EnvSource, type KeyReferenceProps } from './pod/env';
export { EnvFrom, type EnvFromProps } from './pod/env-from';
export { Health, type HealthTimings, type HttpHealthProps, type ProbesProps } from './pod/health';
export { Hook, type HttpHookProps } from './pod/hook';
export type { HostProps } from './pod/host';
export type { LifecycleProps, StopSignal } from './pod/lifecycle';
export type { MountPointProps, MountPropagation } from './pod/mount-point';
export { Nodes } from './pod/nodes';
export type { DnsConfigProps, DnsPolicy, PodNetworkProps } from './pod/pod-network';
export {
  type GrpcProbeProps,
  type HttpProbeProps,
  type PortProbeProps,
  Probe,
  type ProbeTimings,
  type TcpProbeProps,
} from './pod/probe';
export { type MembershipChangeProps, Quorum } from './pod/quorum';
export type { ResourceProps } from './pod/resources';
export { SecretFiles, type SecretFilesProps } from './pod/secret-files';
export type { SecurityProps, SeLinuxProps } from './pod/security';
export type { LocalhostProfileProps } from './pod/security-profile';
export type { ContainerProps, InitContainerProps, SideContainerProps } from './pod/side-container';
export type { SidecarLifeProps, SidecarPortProps, SidecarProps } from './pod/sidecar';
export type { RetentionProps, StatefulRolloutProps } from './pod/stateful-set';
export type { WaitingProps } from './pod/wait-for';
export { type GrantProps, GrantScope } from './rights/grant';
export { type NamedServiceAccount, type OwnServiceAccountProps, ServiceAccount } from './rights/service-account';
export type { HeaderChangesProps, RedirectProps, RewriteProps } from './routes/filters';
export {
  type HttpsListenerProps,
  Listener,
  type ListenerProps,
  type PortListenerProps,
  type TlsListenerProps,
} from './routes/gateway/listener';
export { type GrpcMatchProps, type HttpMethod, type PathType, ValueMatch } from './routes/match';
export type {
  CorsProps,
  RouteRetriesProps,
  RouteSettings,
  RouteTimeoutsProps,
  SessionAffinityProps,
} from './routes/settings';
export { ScalingPolicy, type ScalingRulesProps } from './scaling/behavior';
export { type CustomMetricProps, Metric, type ScaledObjectProps } from './scaling/metric';
export { type MetricScalingProps, Scaling, type ScalingProps, type UtilizationScalingProps } from './scaling/scaling';
export type { ExternalSecretProps, RemoteKeyProps, SecretStoreProps, SecretTemplateProps } from './secrets/external';
export type { SealedScope, SealedSecretProps } from './secrets/sealed';
export type { AccessMode, ClaimSpecProps, VolumeMode } from './storage/claim';
export { ClaimSource, type PopulatorProps } from './storage/claim-source';
export type { ClaimedVolumeProps, ClaimProps, ExistingClaimProps } from './storage/claim-volumes';
export type { PodFilesProps, ResourceFileProps } from './storage/downward-api';
export type { KeyFile, KeyFilesProps } from './storage/keys';
export type { VolumeProps } from './storage/mount-points';
export type { EmptyDirProps, HostPathProps, HostPathType, ImageVolumeProps } from './storage/node-volumes';
export type {
  ConfigMapVolumeProps,
  DownwardApiVolumeProps,
  FilesVolumeProps,
  ProjectedVolumeProps,
  SecretVolumeProps,
} from './storage/object-volumes';
export type { ClaimReference, PersistentVolumePoolProps, ReclaimPolicy } from './storage/pool';
export {
  type CsiPoolVolumeProps,
  type HostPathPoolVolumeProps,
  type LocalPoolVolumeProps,
  type NfsPoolVolumeProps,
  PoolVolume,
  type PoolVolumeProps,
  type SecretReferenceProps,
} from './storage/pool-volume';
export {
  Projection,
  type ServiceAccountTokenProps,
  type SignerBundlesProps,
  type TrustBundleProps,
} from './storage/projection';
export type { CsiProps, NfsProps } from './storage/remote-volumes';
export { Storage } from './storage/storage';
export type { StorageClassProps } from './storage/storage-class';
