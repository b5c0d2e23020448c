import { claimsIn } from '../../manifests/claims';
import { at, items, POD_KINDS } from '../../manifests/workloads';
import { objectRule } from '../rule';

/** A claim asks its class for an access mode that the platform says the class can give: with another it stays Pending. */
export const claimAccessMode = objectRule(
  'access-mode-of-class',
  'unsafe',
  function* (manifest, { storageClasses }) {
    for (const { path, spec } of claimsIn(manifest)) {
      const offer = storageClasses?.find(({ name }) => name === at(spec, 'storageClassName'));
      if (!offer?.accessModes) continue;
      for (const [index, mode] of items(at(spec, 'accessModes')).entries()) {
        if (offer.accessModes.includes(String(mode))) continue;
        yield {
          what: `${path}.accessModes[${index}] is not what volumes of the class ${offer.name} can give`,
          got: String(mode),
          allowed: offer.accessModes.join(', ') || 'none',
          fix: 'ask for one of these, or for another class',
        };
      }
    }
  },
  ['PersistentVolumeClaim', ...POD_KINDS],
);
