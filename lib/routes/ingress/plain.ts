import { FEATURE_KEYS, type FeatureKey } from '../features';
import { NOT_IN_THE_API, OF_THE_API } from './common';
import type { IngressCell, IngressDialect } from './ingress-dialect';

const SAY_WHICH: IngressCell = {
  instead:
    "say which controller serves the class: Routing.ingress({ className: '…', controller: IngressController.nginx() }), or write its annotation: annotations: { … }",
};

const NAMED: Partial<Record<FeatureKey, IngressCell>> = {
  ...OF_THE_API,
  ...NOT_IN_THE_API,
  tlsPlatform: { emits: ['tls:'], note: "the controller's default certificate" },
};

/** The Ingress API alone: the platform does not say which controller reads it. */
export const PLAIN_DIALECT: IngressDialect = {
  id: 'ingress',
  title: 'Ingress',
  source: 'https://kubernetes.io/docs/concepts/services-networking/ingress/',
  cells: Object.fromEntries(FEATURE_KEYS.map((key) => [key, NAMED[key] ?? SAY_WHICH])) as IngressDialect['cells'],
};
