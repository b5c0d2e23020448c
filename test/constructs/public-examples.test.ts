// biome-ignore-all lint/suspicious/noExplicitAny: manifests as they come
import { emitted } from '../support/build';
import { AGENTS } from '../support/public-examples/agents';
import { DEPLOYMENTS } from '../support/public-examples/deployments';
import { JOBS } from '../support/public-examples/jobs';
import { PODS } from '../support/public-examples/pods';
import { STATEFUL_SETS } from '../support/public-examples/stateful-sets';

/** The paths of what an original says that is not the same in what was emitted. What is emitted beside it is no loss. */
function lost(original: any, found: any, path = ''): readonly string[] {
  if (original === undefined) return [];
  if (typeof original !== 'object' || original === null) return original === found ? [] : [path];
  if (typeof found !== 'object' || found === null) return [path];
  return Object.entries(original).flatMap(([key, value]) => {
    const step = Array.isArray(original) ? `${path}[${key}]` : [path, key].filter(Boolean).join('.');
    return lost(value, byName(original, found, key), step);
  });
}

/** Items with a name are found by it, wherever they stand. */
function byName(original: any, found: any, key: string): unknown {
  const name = Array.isArray(original) ? original[Number(key)]?.name : undefined;
  return name === undefined ? found[key] : found.find((item: any) => item.name === name);
}

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

describe("an example of Kubernetes' documentation, said with our constructs, loses nothing", () => {
  test.each([...DEPLOYMENTS, ...STATEFUL_SETS, ...AGENTS, ...JOBS, ...PODS].map((one) => [one.file, one] as const))(
    '%s',
    (_, { write, pod, spec, service, differs }) => {
      const objects = Object.values(emitted(write)) as any[];
      const workload = objects.find(({ kind }) => WORKLOADS.includes(kind));
      const around = workload.kind === 'CronJob' ? workload.spec.jobTemplate.spec : workload.spec;
      expect(lost(spec, workload.spec)).toEqual([]);
      expect(lost(pod, around.template.spec)).toEqual(differs ?? []);
      const services = objects.filter(({ kind }) => kind === 'Service');
      if (service) expect(Math.min(...services.map((one) => lost(service, one.spec).length))).toBe(0);
    },
  );
});
