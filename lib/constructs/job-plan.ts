import { checkJob, parallelPods, type ReadJob, restartPolicyOf } from '../batch/job';
import type { DefaultValues } from '../defaults/values';
import { nameOf } from '../input/names';
import type { Place } from '../input/place';
import { NO_PORTS } from '../network/ports';
import type { ReadContainers } from '../pod/further-containers';
import type { ReadHealth } from '../pod/health';
import type { WorkloadPlan } from './workload-plan';
import type { OwnPodInput } from './workload-pod';

/** A program that runs to its end, as read. */
export interface ReadJobProgram extends ReadJob, Pick<OwnPodInput, 'command' | 'args'> {
  readonly env?: OwnPodInput['env'];
  readonly initContainers?: ReadContainers['initContainers'];
  readonly sidecars?: ReadContainers['sidecars'];
  readonly health?: ReadHealth;
}

/** What Jobs give to the parts that all workloads have: alone, or made by a CronJob. */
export function jobPlan(read: ReadJobProgram, defaults: DefaultValues, place: Place): WorkloadPlan {
  checkJob(read, defaults, place);
  return {
    name: nameOf('dns-1123-label'),
    ports: NO_PORTS,
    health: read.health,
    together: parallelPods(read),
    pod: { restartPolicy: restartPolicyOf(read, defaults) },
  };
}

/** What runs in the container of a Job: nobody waits for it to drain. */
export function jobProgram({ command, args, env = {}, initContainers, sidecars }: ReadJobProgram): OwnPodInput {
  return { command, args, env, containers: { initContainers, sidecars }, drainSeconds: 0 };
}
