import type { Duration } from 'cdk8s';
import { seconds } from '../input/durations';
import { containerPath, givenName, labelKey, labelValue, objectName } from '../input/names';
import { type Field, optional, type ReadOf, required } from '../input/reader';
import { flag, LARGEST_INTEGER, list, map, oneOf, text } from '../input/readers';
import { type FurtherServiceProps, furtherServices } from '../network/further-services';
import { type Metrics, metrics } from '../network/metrics';
import { SCHEDULING, type SchedulingProps } from '../placement/scheduling';
import { type Spread, spread } from '../placement/spread';
import { type Isolation, isolation } from '../platform/isolation';
import type { ConfigFiles } from '../pod/config-files';
import { MAIN_CONTAINER, type MainContainerProps } from '../pod/container-options';
import { DISRUPTION, type DisruptionProps } from '../pod/disruption';
import { type EnvFrom, envFrom } from '../pod/env-from';
import { files } from '../pod/file-volumes';
import type { ReadSideContainers } from '../pod/further-containers';
import { type Health, health } from '../pod/health';
import { HOST, type HostProps } from '../pod/host';
import { image } from '../pod/image';
import { LIFECYCLE, type LifecycleProps } from '../pod/lifecycle';
import { POD_NETWORK, type PodNetworkProps } from '../pod/pod-network';
import { RESOURCES, type ResourceProps } from '../pod/resources';
import type { SecretFiles } from '../pod/secret-files';
import { SECURITY, type SecurityProps } from '../pod/security';
import { WAITING, type WaitingProps } from '../pod/wait-for';
import { type ServiceAccount, serviceAccount } from '../rights/service-account';
import { type Storage, storage } from '../storage/storage';
import { type WaitTarget, waitTargets } from './wait-target';

/** What every workload says. */
export interface WorkloadProps {
  /** The container image, with a tag other than `latest` or with a digest. */
  readonly image: string;
  /** What the container needs. */
  readonly resources: ResourceProps;

  /**
   * The name of the objects.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The application that this workload is a part or a variant of: the label `app.kubernetes.io/name`.
   * @default - the objects' name
   */
  readonly application?: string;
  /**
   * Labels of all objects of this workload and of its Pods, beside those of `Defaults`: `app.kubernetes.io/component`, an
   * owner. Never in selectors or claim templates. A change restarts the Pods.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations of all objects of this workload, for those who read them there: a sync wave, an owner, a tool that watches
   * the Deployment. Not of its Pods or claim templates; a change restarts nothing. An object's own, such as those of
   * `serviceType`, win.
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * More labels of the Pods. A change restarts them.
   * @default - none
   */
  readonly podLabels?: Readonly<Record<string, string>>;
  /**
   * Annotations of the Pods. A change restarts them.
   * @default - none
   */
  readonly podAnnotations?: Readonly<Record<string, string>>;

  /**
   * All keys of ConfigMaps and Secrets as environment variables; those of `env` win.
   * @default - none
   */
  readonly envFrom?: readonly EnvFrom[];
  /**
   * Files of configuration and of Secrets, read-only. The workload's own files get a ConfigMap `<name>-files`.
   * @default - none
   */
  readonly files?: readonly (ConfigFiles | SecretFiles)[];
  /**
   * Paths that the container may write to; each is an empty folder that goes with the Pod.
   * @default - none: the root file system is read-only
   */
  readonly writable?: readonly string[];
  /**
   * Volumes, and where the container has them.
   * @default - none: Pods forget
   */
  readonly storage?: readonly Storage[];

  /**
   * When kubelet pulls the image.
   * @default 'Always' for a tag, which can move; 'IfNotPresent' for a digest
   */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /**
   * Mount a token of the ServiceAccount, for programs that call the Kubernetes API.
   * @default - true when something is granted (`grants`), else false
   */
  readonly automountServiceAccountToken?: boolean;
  /**
   * Inject variables such as KAFKA_PORT for each Service of the namespace.
   * @default false
   */
  readonly enableServiceLinks?: boolean;
  /** On which nodes the Pods run, and beside whom. @default - wherever there is room */
  readonly scheduling?: SchedulingProps;
  /** Which of the Pod Security restrictions this workload can't keep. @default - it keeps them all */
  readonly security?: SecurityProps;
  /**
   * Whether a NetworkPolicy lets callers in on the declared ports only.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * Which traffic that NetworkPolicy lets through: `Isolation.ingress()` closes it to callers that nobody stated,
   * `Isolation.full()` also keeps the workload from calling what nobody stated.
   * @default - that of the chart, the namespace, the environment, its platform or the app; else Isolation.none()
   */
  readonly isolation?: Isolation;
  /**
   * As which ServiceAccount the Pods run: one that is there already, or annotations of its own.
   * @default - one of its own, with the objects' name
   */
  readonly serviceAccount?: ServiceAccount;
  /**
   * The time from SIGTERM to SIGKILL.
   * @default - 30 seconds
   */
  readonly terminationGracePeriod?: number | Duration;
  /**
   * The folder that the program starts in.
   * @default - the image's
   */
  readonly workingDir?: string;

  /**
   * The main container's name, its terminal, how its end is told, and what a resize does to it.
   * @default - it is called as the objects are
   */
  readonly container?: MainContainerProps;

  /**
   * What has to answer before the main container starts, one after the other: `[db, zookeeper.member(0), 'redis:6379']`.
   * An init container asks over TCP. A Service answers when one of its Pods is ready; a member when its program listens,
   * or, with `publishNotReadyAddresses: false`, when it is ready, since it has no DNS name before. The NetworkPolicies let
   * the wait through; a text under isolation needs a `connectsTo` of its own.
   * @default - nothing
   */
  readonly waitFor?: readonly WaitTarget[];
  /** How it waits. @default - 300 seconds, with busybox */
  readonly waiting?: WaitingProps;
  /** What happens after the main container's start and before it stops. @default - only the drain */
  readonly lifecycle?: LifecycleProps;
  /** The Pod's names, and who tells it those of others. @default - Kubernetes' defaults */
  readonly podNetwork?: PodNetworkProps;
  /**
   * What the Pods share with their node, each with the reason why: the exceptions to Pod Security *baseline*, by name.
   * @default - nothing
   */
  readonly host?: HostProps;
  /**
   * Whether the containers of a Pod see each other's processes, and files through /proc.
   * @default false
   */
  readonly shareProcessNamespace?: boolean;
  /**
   * Names of Secrets, of type kubernetes.io/dockerconfigjson, with which the images are pulled.
   * @default - none
   */
  readonly imagePullSecrets?: readonly string[];
}

/** What a workload says whose Pods run until they are told to stop. */
export interface LongRunningProps extends WorkloadProps {
  /** How kubelet finds out whether a Pod is ready and alive. */
  readonly health: Health;
  /**
   * The labels that select the Pods, where a running workload is to be adopted: Kubernetes accepts no change of them.
   * The Pods carry them too.
   * @default - `app.kubernetes.io/name` and `app.kubernetes.io/instance`
   */
  readonly selector?: Readonly<Record<string, string>>;
  /**
   * More Services for the same Pods: of ports that the Service for clients does not have (`podOnly`), such as those of
   * webhooks or metrics, or of the same ports for other callers, such as a load balancer inside the company.
   * @default - none
   */
  readonly furtherServices?: readonly FurtherServiceProps[];
  /**
   * Where Prometheus finds metrics: `Metrics.scrape({ port: 'metrics' })`, or `Metrics.scrapes([…])` for several endpoints.
   * Emits annotations or a PodMonitor, as the platform's `monitoring` says, and lets its scrapers in.
   * @default - none
   */
  readonly metrics?: Metrics;
  /**
   * Whether a change of configuration replaces the Pods: an annotation holds a checksum over what they use of ConfigMaps
   * of ours, as variables and as files. Without it variables stay as they are until a Pod is replaced for another reason.
   * @default true
   */
  readonly rollOnConfigChange?: boolean;
}

/** What a workload of several Pods that are alike, or nearly, says. */
export interface ReplicatedProps extends LongRunningProps {
  /** How the Pods are kept apart. @default Spread.soft() */
  readonly spread?: Spread;
  /** How many Pods a drain may take at once. @default - one at a time; no budget for a single Pod */
  readonly disruption?: DisruptionProps;
}

export const WORKLOAD_FIELDS = {
  image: required(image),
  resources: required(RESOURCES),
  name: optional(givenName),
  application: optional(labelValue),
  labels: optional(map(labelValue, labelKey)),
  annotations: optional(map(text, labelKey)),
  podLabels: optional(map(labelValue, labelKey)),
  podAnnotations: optional(map(text, labelKey)),
  envFrom: optional(list(envFrom)),
  files: optional(list(files)),
  writable: optional(list(containerPath)),
  storage: optional(list(storage)),
  imagePullPolicy: optional(oneOf<'Always' | 'IfNotPresent' | 'Never'>('Always', 'IfNotPresent', 'Never')),
  automountServiceAccountToken: optional(flag),
  enableServiceLinks: optional(flag),
  scheduling: optional(SCHEDULING),
  security: optional(SECURITY),
  networkPolicy: optional(flag),
  isolation: optional(isolation),
  serviceAccount: optional(serviceAccount),
  // A wrong one leaves room for every drain and hook.
  terminationGracePeriod: optional(seconds(0, undefined, LARGEST_INTEGER)),
  workingDir: optional(containerPath),
  container: optional(MAIN_CONTAINER),
  waitFor: optional(waitTargets),
  waiting: optional(WAITING),
  lifecycle: optional(LIFECYCLE),
  podNetwork: optional(POD_NETWORK),
  host: optional(HOST),
  shareProcessNamespace: optional(flag),
  imagePullSecrets: optional(list(objectName)),
} satisfies Record<keyof WorkloadProps, Field<unknown>>;

export const LONG_RUNNING_FIELDS = {
  ...WORKLOAD_FIELDS,
  health: required(health),
  selector: optional(map(labelValue, labelKey)),
  furtherServices: optional(furtherServices),
  metrics: optional(metrics),
  rollOnConfigChange: optional(flag),
} satisfies Record<keyof LongRunningProps, Field<unknown>>;

export const REPLICATED_FIELDS = {
  ...LONG_RUNNING_FIELDS,
  spread: optional(spread),
  disruption: optional(DISRUPTION),
} satisfies Record<keyof ReplicatedProps, Field<unknown>>;

/** What the kinds of workload say, as read. */
export type ReadWorkload = ReadOf<typeof WORKLOAD_FIELDS> & ReadSideContainers;
