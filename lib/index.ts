export { App, type AppProps } from './app/app';
export { Environment, type EnvironmentProps } from './app/environment';
export { IngressRoute, type IngressRouteProps } from './constructs/ingress-route';
export { KubernetesObject } from './constructs/kubernetes-object';
export { Member, Peer } from './constructs/member';
export type { RouteBackend } from './constructs/route-backend';
export type {
  CanaryHeaderProps,
  CanaryProps,
  DefaultBackendProps,
  RouteProps,
  SharedBackendProps,
} from './constructs/route-props';
export { StatefulCluster, type StatefulClusterProps } from './constructs/stateful-cluster';
export { StatelessService, type StatelessServiceProps } from './constructs/stateless-service';
export { Workload } from './constructs/workload';
export type { LongRunningProps, ReplicatedProps, WorkloadProps } from './constructs/workload-props';
export { Defaults } from './defaults/defaults';
export type { Problem, Severity } from './errors/problem';
export { SynthesisError } from './errors/synthesis-error';
export { Unsafe } from './errors/unsafe';
export type * as k8s from './kubernetes/generated';
export type { ClusterPortProps, PortProps, Protocol } from './network/ports';
export { type ClusterIpProps, type LoadBalancerProps, type NodePortProps, ServiceType } from './network/service-type';
export { type CertifiedRoute, Tls } from './network/tls';
export { OutputError } from './output/output-error';
export { CertificateIssuer } from './platform/certificate-issuer';
export { type AwsAlbProps, type GceProps, IngressController, type TraefikProps } from './platform/ingress-controller';
export { Platform, type PlatformProps } from './platform/platform';
export {
  type GatewayListenerNamesProps,
  type GatewayRoutingProps,
  type IngressRoutingProps,
  type RouteCallersProps,
  Routing,
} from './platform/routing';
export type { DeploymentRolloutProps } from './pod/deployment';
export type { DisruptionProps } from './pod/disruption';
export { type EnvInput, EnvSource, type KeyReferenceProps } from './pod/env';
export { Health, type HttpHealthProps, type ProbesProps } from './pod/health';
export { type GrpcProbeProps, type HttpProbeProps, type PortProbeProps, Probe, type ProbeTimings } from './pod/probe';
export type { ResourceProps } from './pod/resources';
export { SecretFiles, type SecretFilesProps } from './pod/secret-files';
export type { SecurityProps } from './pod/security';
export { Spread } from './pod/spread';
export type { RetentionProps, StatefulRolloutProps } from './pod/stateful-set';
export type { HeaderChangesProps, RedirectProps, RewriteProps } from './routes/filters';
export { type GrpcMatchProps, type HttpMethod, type PathType, ValueMatch } from './routes/match';
export type {
  CorsProps,
  RouteRetriesProps,
  RouteSettings,
  RouteTimeoutsProps,
  SessionAffinityProps,
} from './routes/settings';
export { type AccessMode, type ClaimProps, Storage } from './storage/storage';
