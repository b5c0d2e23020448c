import type { Place } from '../input/place';
import { quantityValue } from '../input/quantities';
import { isObject } from '../input/reader';
import { at, items } from '../manifests/workloads';
import { image } from './image';

/** The overlays that are laid over the object with the Pod template, each with the way to the Pod. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  deployment: ['spec', 'template', 'spec'],
  statefulSet: ['spec', 'template', 'spec'],
  daemonSet: ['spec', 'template', 'spec'],
  job: ['spec', 'template', 'spec'],
  cronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

/**
 * Complains about what an overlay leaves unsaid of a container: those that come by props have it from defaults.
 *
 * @param own the names of the containers that the props give
 */
export function checkOverlaidContainers(overlays: unknown, own: readonly string[], place: Place): void {
  if (overlays === undefined) return;
  for (const [key, steps] of Object.entries(TEMPLATES)) {
    for (const list of ['initContainers', 'containers']) {
      for (const [index, container] of items(at(overlays, key, ...steps, list)).entries()) {
        const here = [key, ...steps, list].reduce((above, step) => above.key(step), place).item(index);
        if (at(container, 'image') !== undefined) image.read(at(container, 'image'), here.key('image'));
        if (own.includes(at(container, 'name') as string)) checkOwn(container, here);
        // Without an image it is a finding anyway, and perhaps not even meant as another container.
        else if (at(container, 'image')) checkAdded(container, here);
      }
    }
  }
}

function checkOwn(container: unknown, place: Place): void {
  if (takesAway(container, ['resources', 'limits', 'memory'])) complainMemory(place);
  if (takesAway(container, ['securityContext'])) complainSecurity([...RESTRICTIONS.keys()], place);
}

/** Whether null stands somewhere on the way: it removes. */
function takesAway(container: unknown, steps: readonly string[]): boolean {
  return steps.some((_, index) => at(container, ...steps.slice(0, index + 1)) === null);
}

/** What every container of ours has, with what it may say instead: the restrictions of Pod Security, and a read-only root. */
const RESTRICTIONS: ReadonlyMap<string, (context: unknown) => boolean> = new Map([
  ['allowPrivilegeEscalation: false', (context) => at(context, 'allowPrivilegeEscalation') !== undefined],
  ['readOnlyRootFilesystem: true', (context) => at(context, 'readOnlyRootFilesystem') !== undefined],
  ["capabilities: { drop: ['ALL'] }", (context) => isObject(at(context, 'capabilities'))],
]);

function checkAdded(container: unknown, place: Place): void {
  const memory = at(container, 'resources', 'limits', 'memory');
  if (!(typeof memory === 'string' && quantityValue(memory))) complainMemory(place);
  const context = at(container, 'securityContext');
  const unsaid = [...RESTRICTIONS].filter(([, isSaid]) => !isSaid(context)).map(([text]) => text);
  if (unsaid.length > 0) complainSecurity(unsaid, place);
}

function complainMemory(place: Place): void {
  place.key('resources').complain({
    rule: 'no-memory-limit',
    severity: 'unsafe',
    what: 'leaves the container without a memory limit: a leak takes the memory of the node',
    allowed: 'a container with limits.memory',
    fix: "write resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '64Mi' } }, or add it as a sidecar",
  });
}

function complainSecurity(unsaid: readonly string[], place: Place): void {
  place.key('securityContext').complain({
    rule: 'unset-security',
    severity: 'unsafe',
    what: 'leaves the container without restrictions that all others have',
    allowed: unsaid.join(', '),
    fix: `write securityContext: { ${unsaid.join(', ')} }, or what it needs instead; or add it as a sidecar`,
  });
}
