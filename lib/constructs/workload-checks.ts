import { checkLabels } from '../defaults/labels';
import type { ResolvedDefaults } from '../defaults/resolved';
import type { Place } from '../input/place';
import { checkFurtherMetrics, checkFurtherServices } from '../network/further-services';
import { checkMetrics, checkPublished } from '../network/metrics';
import { UNREAD_PORTS } from '../network/ports';
import { checkResize } from '../pod/container-options';
import { checkDisruption } from '../pod/disruption';
import { checkContainers, sidecarPorts } from '../pod/further-containers';
import { checkHealth } from '../pod/health';
import { checkHost } from '../pod/host';
import { checkSelector } from '../pod/identity';
import { checkLifecycle } from '../pod/lifecycle';
import { checkVolumes, namedVolumes } from '../pod/mounts';
import { checkPodNetwork } from '../pod/pod-network';
import { checkResources } from '../pod/resources';
import { checkSecurity } from '../pod/security';
import { waitResources } from '../pod/wait-for';
import { checkSharing } from '../storage/shared-volumes';
import type { WorkloadFacts } from './workload-facts';

/** Complains about what contradicts itself in the parts that all kinds of workload have. */
export function checkWorkload(facts: WorkloadFacts, defaults: ResolvedDefaults, place: Place): void {
  const { read, plan, volumes } = facts;
  const { ports, metrics } = plan;
  const otherPorts = sidecarPorts(read);
  checkLabels(read.labels, place.key('labels'));
  checkSelector(facts.identity, place.key('selector'));
  checkHealth(plan.health ?? {}, ports, otherPorts, place.key('health'));
  checkResources(read.resources, defaults, place.key('resources'));
  if (read.waiting?.resources) {
    checkResources(waitResources(read.waiting, defaults), defaults, place.key('waiting').key('resources'));
  }
  checkSecurity(read.security ?? {}, defaults, place.key('security'));
  checkVolumes(volumes);
  if (plan.budget) checkDisruption(plan.budget.disruption, plan.budget.pods, place.key('disruption'));
  const restarts = plan.pod?.restartPolicy !== 'Never';
  checkResize(read.container ?? {}, restarts, place.key('container'));
  if (metrics) {
    checkMetrics(metrics, ports === UNREAD_PORTS ? ports : facts.ports, place.key('metrics'));
    const { outside, outsidePorts = facts.ports } = plan;
    const fix = plan.outsidePorts
      ? (port: string) => `leave ${port} out of memberServices.ports`
      : () => "give the metrics a port of their own with podOnly: true, or no servicePort where it is a sidecar's";
    if (outside) checkPublished(metrics, outsidePorts, { outside, fix }, place.key('metrics'));
  }
  const known = ports === UNREAD_PORTS ? ports : facts.ports;
  checkFurtherServices(plan.furtherServices ?? [], known, place.key('furtherServices'));
  if (metrics) checkFurtherMetrics(plan.furtherServices ?? [], known, metrics, place.key('metrics'));
  checkHost(read, place);
  checkSharing(read.storage ?? [], plan, defaults, place.key('storage'));
  checkPodNetwork(read.podNetwork ?? {}, place.key('podNetwork'));
  const pod = {
    name: facts.container,
    restarts,
    ends: plan.pod?.restartPolicy !== undefined,
    ports,
    security: read.security ?? {},
    volumeOf: facts.volumeOf,
    volumes: namedVolumes(volumes.map(({ volume }) => volume)).map(({ name }) => name),
    grace: read.terminationGracePeriod ?? defaults.terminationGracePeriodSeconds,
  };
  checkLifecycle(read.lifecycle ?? {}, { ...pod, otherPorts }, place.key('lifecycle'));
  checkContainers(read, pod, defaults, place);
}
