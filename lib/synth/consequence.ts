import type { Problem } from '../errors/problem';
import { describe } from '../input/describe';
import type { Finding } from '../validation/rule';

const VOLUMES = ['storage', 'files', 'writable', 'initContainers', 'sidecars'];
/** Props whose data goes into the objects as it was given; one that can't be read has a harmless value in its place. */
const RAW = ['apiVersion', 'kind', 'overlays', 'scheduling', 'spread', 'files', 'metadata', 'spec', 'data', 'status'];

/**
 * What a wrong prop leaves behind in the objects: a text that could not be read is empty there, a wrong name stays as it is,
 * so that the user finds it again. What these rules find about them would be said twice, and they are found again once the
 * prop is mended. Whatever else a rule finds is a mistake of its own. That the table is complete is tested with wrong values
 * for every prop (test/constructs/wrong-types.ts).
 */
const CAUSES: Readonly<Record<string, readonly string[]>> = {
  'wrong-name': [
    'id',
    'name',
    'serviceName',
    'clientServiceName',
    'disruption',
    'furtherServices',
    'serviceAccount',
    'replacement',
    'volumes',
    'listeners',
    'routes',
    'metadata',
  ],
  'wrong-metadata': [
    ...['id', 'name', 'application', 'selector', 'labels', 'annotations', 'podAnnotations', 'podSecurity', 'metadata'],
    ...['furtherServices', 'memberServices', 'serviceAccount', 'serviceType'],
  ],
  'unknown-kind': ['apiVersion', 'kind'],
  'wrong-field': RAW,
  'unknown-volume': VOLUMES,
  'unmounted-volume': VOLUMES,
  'duplicate-mount-path': VOLUMES,
  'failure-policy-container': ['failure'],
  'unknown-capability': ['security', 'initContainers', 'sidecars'],
  'wrong-port': ['ports', 'furtherServices', 'memberServices', 'sidecars'],
  'service-fields': ['ports', 'serviceType', 'furtherServices', 'memberServices', 'sidecars', ...RAW],
  'container-name': ['id', 'name', 'container', 'initContainers', 'sidecars', ...RAW],
  'node-port-range': ['ports', 'furtherServices', 'memberServices'],
  'unknown-variable': ['env', 'envFrom', 'initContainers', 'sidecars'],
  'unknown-config-key': ['env', ...VOLUMES],
  'container-without-image': ['image', 'initContainers', 'sidecars', 'waiting', 'spec'],
  'selects-no-pods': ['id', 'name', 'application', 'selector', 'podLabels'],
  'member-without-grace': ['terminationGracePeriod'],
  'claim-without-volume': ['storage', 'size'],
  'stateful-set-name-too-long': ['id', 'name'],
};

/** Whether what a rule finds in an object follows from what is wrong with the props that it was made from. */
export function isConsequence(finding: Finding, problems: readonly Problem[]): boolean {
  if (problems.length === 0) return false;
  const causes = CAUSES[finding.rule] ?? [];
  return problems.some(
    ({ prop, got, rule }) =>
      saysTheSame(finding.got, got) ||
      (prop === '' && rule === 'wrong-value') ||
      // A field that the platform's release or channel does not have is known by the prop that asks for it.
      (finding.rule === 'wrong-field' && /^(not-in-dialect|wrong-divisor)$/.test(rule)) ||
      (rule === 'duplicate-id' && /^(duplicate|overlapping)-/.test(finding.rule)) ||
      // What could not be read is left out.
      finding.rule === 'incomplete-object' ||
      causes.includes(topOf(prop)),
  );
}

function saysTheSame(found: string | undefined, recorded: string | undefined): boolean {
  return found !== undefined && found !== '' && (found === recorded || describe(found) === recorded);
}

/** The prop of the construct itself: of `storage[0].mountPath`, `storage`. */
function topOf(prop: string | undefined): string {
  return /^[^.[]*/.exec(prop ?? '')![0];
}
