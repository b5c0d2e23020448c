import { quantityValue } from '../input/quantities';
import { type Reader, wrong } from '../input/reader';
import { map, textThat } from '../input/readers';
import { isLabelKey } from '../kubernetes/labels';

const PAGES = 'hugepages-';

/**
 * k8s.io/kubernetes pkg/apis/core/helper, IsExtendedResourceName and IsHugePageResourceName: a name with a domain that is
 * not Kubernetes' own, or huge pages of one size.
 */
const resourceName = textThat(
  "a resource with its domain, such as 'nvidia.com/gpu', or huge pages, such as 'hugepages-2Mi'; cpu, memory and ephemeralStorage have props of their own",
  (name) =>
    name.startsWith(PAGES)
      ? (quantityValue(name.slice(PAGES.length)) ?? 0) > 0
      : /^[^/]+\//.test(name) && isLabelKey(name) && !/(^|\.)kubernetes\.io\//.test(name) && !/^requests\./.test(name),
);

const ALLOWED = "a whole number above 0; of huge pages a size such as '64Mi', a multiple of the page's";

/** An amount, of which nodes give whole pieces alone. */
const amount: Reader<string> = {
  allowed: ALLOWED,
  fallback: '1',
  read(value, at) {
    const given = typeof value === 'number' ? `${value}` : value;
    const pieces = typeof given === 'string' ? quantityValue(given) : undefined;
    if (pieces !== undefined && Number.isSafeInteger(pieces) && pieces > 0) return given as string;
    return wrong(value, at, ALLOWED, '1', 'write 1');
  },
};

const amounts = map(amount, resourceName);

/** Resources of nodes beside CPU, memory and disk, by name. */
export const extendedResources: typeof amounts = {
  ...amounts,
  read(value, at) {
    const read = amounts.read(value, at);
    for (const [name, given] of Object.entries(read)) {
      const page = name.startsWith(PAGES) ? quantityValue(name.slice(PAGES.length)) : undefined;
      const size = quantityValue(given) ?? 0;
      // «must be a positive integer multiple of the page size»: pkg/apis/core/validation, ValidateResourceRequirements.
      if (!page || size % page === 0) continue;
      const pages = Math.max(1, Math.round(size / page));
      at.key(name).complain({
        rule: 'wrong-value',
        what: 'is no multiple of the size of a page',
        got: given,
        allowed: ALLOWED,
        fix: `write '${pages * page}'`,
      });
    }
    return read;
  },
};
