import { quantityValue } from '../../input/quantities';
import { claimsIn } from '../../manifests/claims';
import { at, POD_KINDS } from '../../manifests/workloads';
import { objectRule } from '../rule';

/** No file system is smaller: a claim of less is one whose unit was forgotten. */
const LEAST = 1024 * 1024;

/** A claim asks for a megabyte at least: a number without a unit is bytes, and provisioners round it up to what they like. */
export const claimSize = objectRule(
  'claim-without-unit',
  'unsafe',
  function* (manifest) {
    for (const { path, spec } of claimsIn(manifest)) {
      const size = at(spec, 'resources', 'requests', 'storage');
      const bytes = size === undefined ? undefined : quantityValue(String(size));
      // 0 stands for an error of the size that is reported already.
      if (bytes === undefined || bytes <= 0 || bytes >= LEAST) continue;
      yield {
        what: `${path}.resources.requests.storage is less than a megabyte`,
        got: String(size),
        allowed: "1Mi or more, with its unit: '20Gi'",
        fix: /^\d+$/.test(String(size)) ? `write '${size}Gi', if gibibytes are meant` : 'ask for more',
      };
    }
  },
  ['PersistentVolumeClaim', ...POD_KINDS],
);
