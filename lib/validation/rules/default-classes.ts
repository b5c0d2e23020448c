import { title } from '../../manifests/identify';
import { at } from '../../manifests/workloads';
import type { Rule } from '../rule';

const DEFAULT = 'storageclass.kubernetes.io/is-default-class';

/**
 * One class at most is the default: of several, claims without a class get the newest one's volumes. Source: Kubernetes
 * documentation, "Storage Classes", default StorageClass.
 */
export const defaultClasses: Rule = {
  name: 'default-class-twice',
  severity: 'unsafe',
  kinds: ['StorageClass'],
  *check({ manifests }) {
    let first: number | undefined;
    for (const [index, manifest] of manifests.entries()) {
      if (manifest.kind !== 'StorageClass') continue;
      if (at(manifest, 'metadata', 'annotations', DEFAULT) !== 'true') continue;
      if (first === undefined) first = index;
      else {
        yield {
          manifest: index,
          also: first,
          what: `is a default beside ${title(manifests[first]!)}: claims without a class get that which was made last`,
          got: `${DEFAULT}: 'true'`,
          allowed: 'one default StorageClass in a cluster',
          fix: 'make one of them the default',
        };
      }
    }
  },
};
