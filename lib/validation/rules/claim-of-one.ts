import { namespaceOf } from '../../manifests/identify';
import type { Manifest } from '../../manifests/manifest';
import { at, items, podTemplateOf } from '../../manifests/workloads';
import type { Found, Rule } from '../rule';

/**
 * A claim of one node, or of one Pod, is mounted by one Pod: several on different nodes would wait for each other for ever.
 * Sources: k8s.io/api core/v1, PersistentVolumeAccessMode; kubernetes.io/docs/concepts/storage/persistent-volumes, «Access
 * Modes». Which claims these are is known where they are in the set.
 */
export const claimOfOne: Rule = {
  name: 'claim-of-one',
  severity: 'unsafe',
  *check({ manifests }) {
    const claims = claimsOfOne(manifests);
    if (claims.size === 0) return;
    const most = scaledTo(manifests);
    const users = new Map<number, number>();
    for (const [index, manifest] of manifests.entries()) {
      for (const { path, name } of mountedBy(manifest)) {
        const claim = claims.get(placeOf(manifest, '', name));
        if (claim === undefined) continue;
        const place = { manifest: index, path, name, claim };
        const several = together(manifest, most.get(placeOf(manifest, manifest.kind, manifest.metadata?.name)));
        if (several) yield found(place, several);
        const first = users.get(claim.index);
        users.set(claim.index, first ?? index);
        if (!claim.ofPod || first === undefined || first === index) continue;
        yield { ...found(place, `${manifests[first]!.kind} ${manifests[first]!.metadata?.name} has it`), also: first };
      }
    }
  },
};

interface ClaimOfOne {
  readonly index: number;
  /** Of one Pod; else of one node. */
  readonly ofPod: boolean;
}

function found(
  { manifest, path, name, claim }: { manifest: number; path: string; name: string; claim: ClaimOfOne },
  but: string,
): Found {
  return {
    manifest,
    also: claim.index,
    what: `${path} is the claim ${name}, which gives its volume to one ${claim.ofPod ? 'Pod' : 'node'}, but ${but}`,
    got: claim.ofPod ? 'ReadWriteOncePod' : 'ReadWriteOnce',
    allowed: 'ReadWriteMany (or ReadOnlyMany) for several Pods',
    fix: 'make the claim ReadWriteMany where its class can, let one Pod have it, or give each its own: a StatefulCluster with Storage.claim',
  };
}

const OF_POD = 'ReadWriteOncePod';
const SINGLE: readonly unknown[] = ['ReadWriteOnce', OF_POD];

function claimsOfOne(manifests: readonly Manifest[]): ReadonlyMap<string, ClaimOfOne> {
  const claims = new Map<string, ClaimOfOne>();
  for (const [index, manifest] of manifests.entries()) {
    const modes = items(at(manifest, 'spec', 'accessModes'));
    if (manifest.kind !== 'PersistentVolumeClaim' || modes.length === 0) continue;
    if (!modes.every((mode) => SINGLE.includes(mode))) continue;
    claims.set(placeOf(manifest, '', manifest.metadata?.name), { index, ofPod: modes.includes(OF_POD) });
  }
  return claims;
}

function* mountedBy(manifest: Manifest): Iterable<{ readonly path: string; readonly name: string }> {
  const template = podTemplateOf(manifest);
  for (const [index, volume] of items(template?.spec.volumes).entries()) {
    const name = at(volume, 'persistentVolumeClaim', 'claimName');
    if (typeof name !== 'string') continue;
    yield { path: `${template!.path}.volumes[${index}].persistentVolumeClaim`, name };
  }
}

/** How many Pods of a workload there are at once, in words; nothing where there is one. */
function together(manifest: Manifest, scaled: number | undefined): string | undefined {
  const { kind } = manifest;
  if (kind === 'DaemonSet') return 'each node has a Pod';
  const count = scaled ?? at(manifest, ...(COUNTS.get(kind) ?? ['']));
  if (typeof count === 'number' && count > 1) return `there are ${count} Pods`;
  if (kind === 'Deployment' && surges(manifest))
    return 'a rolling update starts the new Pod before the old one has stopped';
  if (kind === 'CronJob' && (at(manifest, 'spec', 'concurrencyPolicy') ?? 'Allow') === 'Allow')
    return 'a run may start while another is at work';
  return undefined;
}

/** Where each kind says how many Pods there are. */
const REPLICAS = ['spec', 'replicas'];
const COUNTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Deployment', REPLICAS],
  ['StatefulSet', REPLICAS],
  ['ReplicaSet', REPLICAS],
  ['ReplicationController', REPLICAS],
  ['Job', ['spec', 'parallelism']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'parallelism']],
]);

function surges(deployment: Manifest): boolean {
  const strategy = at(deployment, 'spec', 'strategy', 'type') ?? 'RollingUpdate';
  const surge = at(deployment, 'spec', 'strategy', 'rollingUpdate', 'maxSurge') ?? '25%';
  return strategy === 'RollingUpdate' && at(deployment, 'spec', 'replicas') !== 0 && surge !== 0 && surge !== '0%';
}

/** The most Pods that autoscalers make of a workload. */
function scaledTo(manifests: readonly Manifest[]): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const manifest of manifests) {
    const max = at(manifest, 'spec', 'maxReplicas');
    if (manifest.kind !== 'HorizontalPodAutoscaler' || typeof max !== 'number') continue;
    const target = at(manifest, 'spec', 'scaleTargetRef');
    most.set(placeOf(manifest, at(target, 'kind'), at(target, 'name')), max);
  }
  return most;
}

function placeOf(manifest: Manifest, kind: unknown, name: unknown): string {
  return `${namespaceOf(manifest)}/${kind}/${name}`;
}
