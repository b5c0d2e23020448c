import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ProblemRecorder } from '../errors/recorder';
import { SourceLocation } from '../errors/source-location';

// https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/: options of one object, with commas between them.
const ARGO_CD = 'argocd.argoproj.io/sync-options';
const NEVER = ['Prune=false', 'Delete=false'];

// https://fluxcd.io/flux/components/kustomize/kustomizations/#garbage-collection
const FLUX = { key: 'kustomize.toolkit.fluxcd.io/prune', value: 'disabled' };

/** What becomes of objects in the cluster whose YAML is gone from the folder that Argo CD or Flux applies. */
export class Pruning {
  /**
   * Argo CD and Flux leave the objects of a construct in the cluster whatever becomes of their YAML, their Application or
   * their Kustomization: a person deletes them. For what loses data when it goes: a Namespace, a PersistentVolumeClaim, a
   * pool of volumes, also a whole chart of them. Objects that the construct gets later are not among them.
   *
   * Adds the annotations `argocd.argoproj.io/sync-options: Prune=false,Delete=false`, beside other options that are there
   * already, and `kustomize.toolkit.fluxcd.io/prune: disabled`. The claims of a StatefulSet's members need neither: no
   * deployer applied them, and none prunes them (docs/gitops.md, «Claims»).
   */
  static never(construct: IConstruct): void {
    const objects = construct.node.findAll().filter(ApiObject.isApiObject);
    for (const { metadata } of objects) {
      const { annotations } = metadata.toJson() as { annotations?: Record<string, string> };
      const others = (annotations?.[ARGO_CD] ?? '').split(',').map((option) => option.trim());
      const kept = others.filter((option) => option !== '' && !/^(Prune|Delete)=/.test(option));
      metadata.addAnnotation(ARGO_CD, [...kept, ...NEVER].join(','));
      metadata.addAnnotation(FLUX.key, FLUX.value);
    }
    if (objects.length > 0) return;
    const source = SourceLocation.capture(Pruning.never);
    (ProblemRecorder.find(construct) ?? new ProblemRecorder(construct, source)).record({
      rule: 'nothing-to-keep',
      severity: 'invalid',
      what: 'is given to Pruning.never before it has any objects: nothing would be kept',
      got: 'no objects',
      allowed: 'a construct that has its objects',
      fix: 'move the line down, behind what is to be kept',
    });
  }

  private constructor() {}
}
