import type { Place } from '../input/place';
import type { Port } from '../network/ports';
import { type FileVolumes, fileVolumes } from '../pod/file-volumes';
import { filesOf, sidecarPorts } from '../pod/further-containers';
import { type Identity, identityOf } from '../pod/identity';
import type { PlacedVolume } from '../pod/mounts';
import { OWN_ACCOUNT, type ReadServiceAccount } from '../rights/service-account';
import type { ObjectHead } from './statecraft-construct';
import type { WorkloadPlan } from './workload-plan';
import type { ReadWorkload } from './workload-props';
import { workloadVolumes } from './workload-volumes';

/** What the objects of a workload follow from, beside its defaults and what others say of it. */
export interface WorkloadFacts extends FileVolumes {
  /** The objects' name. */
  readonly name: string;
  /** Undefined where the deployer decides. */
  readonly namespace: string | undefined;
  readonly read: ReadWorkload;
  readonly plan: WorkloadPlan;
  readonly identity: Identity;
  /** All ports of the Pods, of the main container first. */
  readonly ports: readonly Port[];
  /** The main container's name. */
  readonly container: string;
  readonly volumes: readonly PlacedVolume[];
  readonly account: ReadServiceAccount & { readonly name: string };
}

/** What a workload's place in the tree tells of it. */
export interface WorkloadSite {
  /** The construct's id, as given. */
  readonly id: string;
  readonly namespace: string | undefined;
  /** The labels that all objects there carry. */
  readonly labels: Readonly<Record<string, string>>;
  readonly place: Place;
}

/** What follows from what was read and from the place in the tree. */
export function workloadFacts(
  read: ReadWorkload,
  plan: WorkloadPlan,
  { id, namespace, labels, place }: WorkloadSite,
): WorkloadFacts {
  const { application, podLabels, serviceAccount = OWN_ACCOUNT } = read;
  const name = read.name ?? id;
  const container = read.container?.name ?? name;
  const { volumeOf, configMaps } = fileVolumes(filesOf(read), name);
  const volumes = workloadVolumes(read, (read.files ?? []).map(volumeOf), {
    name,
    container,
    claimTemplates: plan.claimTemplates,
    place,
  });
  return {
    name,
    namespace,
    read,
    plan,
    identity: identityOf({ name, application, podLabels, selector: plan.selector, common: labels }),
    ports: [...plan.ports, ...sidecarPorts(read)],
    container,
    volumes,
    volumeOf,
    configMaps,
    account: { ...serviceAccount, name: serviceAccount.name ?? name },
  };
}

/** The head of an object of a workload. */
export function headOf(
  { name: own, plan, identity, read }: WorkloadFacts,
  apiVersion: string,
  kind: string,
  name: string = own,
  annotations: Readonly<Record<string, string>> | undefined = plan.annotations,
): ObjectHead {
  // A copy each: what is added to one object's metadata belongs to that one.
  const all = annotations || read.annotations ? { ...read.annotations, ...annotations } : undefined;
  return { apiVersion, kind, metadata: { name, labels: { ...identity.labels }, annotations: all } };
}
