import type { Rule } from './rule';
import { annotationsSize } from './rules/annotations-size';
import { duplicateObject } from './rules/duplicate-object';
import { duplicateRoute } from './rules/duplicate-route';
import { ingressBackend } from './rules/ingress-backend';
import { knownKind } from './rules/known-kind';
import { metadataForm } from './rules/metadata-form';
import { mountPath } from './rules/mount-path';
import { nodePort } from './rules/node-port';
import { objectName } from './rules/object-name';
import { objectSchema } from './rules/object-schema';
import { overlappingSelectors } from './rules/overlapping-selectors';
import { podSecurity } from './rules/pod-security';
import { portNumber } from './rules/port-number';
import { quotaRequests } from './rules/quota-requests';
import { selectorOnPods } from './rules/selector-on-pods';
import { statefulSetName } from './rules/stateful-set-name';
import { storageClass } from './rules/storage-class';

/** All rules, in the order in which their findings are printed. */
export const RULES: readonly Rule[] = [
  knownKind,
  objectName,
  metadataForm,
  annotationsSize,
  portNumber,
  statefulSetName,
  objectSchema,
  selectorOnPods,
  mountPath,
  duplicateObject,
  overlappingSelectors,
  storageClass,
  nodePort,
  ingressBackend,
  duplicateRoute,
  podSecurity,
  quotaRequests,
];
