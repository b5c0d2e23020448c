import type { ResolvedDefaults } from '../defaults/resolved';
import type { PodTemplateSpec } from '../kubernetes/generated';
import { scrapeAnnotations } from '../network/metrics';
import type { PlacementFacts } from '../placement/colocation';
import { placementFields } from '../placement/placement';
import type { ReadScheduling } from '../placement/scheduling';
import { SPREADS } from '../placement/spread';
import type { MonitoringFacts } from '../platform/monitoring';
import { withDrain } from '../pod/drain';
import { furtherContainers, type ReadContainers } from '../pod/further-containers';
import { hostFields } from '../pod/host';
import { podNetworkFields } from '../pod/pod-network';
import { type PodInput, podTemplate } from '../pod/pod-template';
import { WAIT_CONTAINER, waitContainers } from '../pod/wait-for';
import type { WorkloadFacts } from './workload-facts';

/** What the kinds of workload read each in its way. */
export type OwnPodInput = Pick<PodInput['main'], 'command' | 'args' | 'env'> &
  Pick<PodInput, 'restartToken'> & {
    /** The containers beside the main one. */
    readonly containers: ReadContainers;
    /** Seconds of preStop, where no hook is given; 0 for none. */
    readonly drainSeconds: number;
  };

/** What is said of the Pods elsewhere than in their props, and is complete when they are rendered. */
export interface PodSurroundings {
  readonly monitoring: MonitoringFacts;
  /** The addresses that they wait for. */
  readonly waits: readonly string[];
  /** Undefined where the defaults decide. */
  readonly mountsToken: boolean | undefined;
}

/** The Pod template of a workload; what is of the container stands in `own` as its kind read it. */
export function workloadPod(
  facts: WorkloadFacts,
  own: OwnPodInput,
  { monitoring, waits, mountsToken }: PodSurroundings,
  defaults: ResolvedDefaults,
): PodTemplateSpec {
  const { read, plan } = facts;
  const { image, imagePullPolicy, resources, security = {}, waiting = {} } = read;
  const { command, args, env, containers, drainSeconds, ...pod } = own;
  return podTemplate(
    {
      ...pod,
      identity: facts.identity,
      main: {
        name: facts.container,
        image,
        imagePullPolicy,
        command,
        args,
        envFrom: read.envFrom,
        workingDir: read.workingDir,
        env,
        ports: plan.ports,
        health: plan.health ?? {},
        resources,
        options: read.container,
      },
      volumes: facts.volumes.map(({ volume }) => volume),
      security,
      serviceAccountName: facts.account.name,
      automountServiceAccountToken: mountsToken,
      enableServiceLinks: read.enableServiceLinks,
      podAnnotations: { ...annotationsOfScrapes(facts, monitoring), ...read.podAnnotations },
      placement: placementFields(scheduling(facts), plan.spread ?? SPREADS.none, placementOf(facts)),
      rollOnConfigChange: plan.rollOnConfigChange ?? false,
      terminationGracePeriodSeconds: read.terminationGracePeriod,
      lifecycle: withDrain(read, drainSeconds),
      further: furtherContainers(
        containers,
        waitContainers(waits, waiting, security, defaults),
        facts.volumeOf,
        defaults,
      ),
      fields: podFields(facts, defaults),
    },
    defaults,
  );
}

/** How others name these Pods when they say where theirs run. */
export function placementOf({ identity, namespace }: WorkloadFacts): PlacementFacts {
  return { selector: identity.selector, namespace };
}

/** The names of the containers, but for what overlays add. */
export function containerNames({ container: main, read }: WorkloadFacts): readonly string[] {
  const { initContainers = [], sidecars = [] } = read;
  return [main, WAIT_CONTAINER, ...[...initContainers, ...sidecars].map(({ name }) => name)];
}

function scheduling({ read, plan }: WorkloadFacts): ReadScheduling {
  const given: ReadScheduling = read.scheduling ?? {};
  const tolerations = [...(plan.tolerations ?? []), ...(given.tolerations ?? [])];
  return { ...given, tolerations: tolerations.length > 0 ? tolerations : undefined };
}

function annotationsOfScrapes(
  { plan, ports }: WorkloadFacts,
  { dialect }: MonitoringFacts,
): Readonly<Record<string, string>> {
  return plan.metrics && dialect === 'annotations' ? scrapeAnnotations(plan.metrics, ports) : {};
}

function podFields({ read, plan }: WorkloadFacts, defaults: ResolvedDefaults): PodInput['fields'] {
  const { podNetwork = {}, host = {}, shareProcessNamespace, security } = read;
  const { imagePullSecrets = defaults.imagePullSecrets } = read;
  return {
    imagePullSecrets: imagePullSecrets.length > 0 ? imagePullSecrets.map((name) => ({ name })) : undefined,
    hostUsers: security?.hostUsers,
    shareProcessNamespace,
    ...plan.pod,
    ...hostFields(host),
    ...podNetworkFields(podNetwork),
  };
}
