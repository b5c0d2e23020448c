import type { Rule } from './rule';
import { ambiguousRoute, regexHost } from './rules/ambiguous-route';
import { duplicateObject } from './rules/duplicate-object';
import { duplicateRoute } from './rules/duplicate-route';
import { foreignHost } from './rules/foreign-host';
import { gatewayBackend, noWeight, referenceGrant } from './rules/gateway-backend';
import { duplicateListener, gatewayListener } from './rules/gateway-listener';
import { ingressBackend } from './rules/ingress-backend';
import { knownKind } from './rules/known-kind';
import { metadataForm } from './rules/metadata-form';
import { mountPath } from './rules/mount-path';
import { nodePort } from './rules/node-port';
import { objectName } from './rules/object-name';
import { objectSchema } from './rules/object-schema';
import { overlappingSelectors } from './rules/overlapping-selectors';
import { portNumber } from './rules/port-number';
import { selectorOnPods } from './rules/selector-on-pods';
import { statefulSetName } from './rules/stateful-set-name';
import { storageClass } from './rules/storage-class';
import { tlsSecret } from './rules/tls-secret';

/** All rules, in the order in which their findings are printed. */
export const RULES: readonly Rule[] = [
  knownKind,
  objectName,
  metadataForm,
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
  gatewayBackend,
  referenceGrant,
  noWeight,
  gatewayListener,
  duplicateListener,
  duplicateRoute,
  ambiguousRoute,
  regexHost,
  tlsSecret,
  foreignHost,
];
