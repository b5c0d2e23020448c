import { CONTAINERS, IMAGES } from './table/containers';
import { OBJECTS } from './table/objects';
import { REPLICATION } from './table/replication';
import { RESTARTS } from './table/restarts';
import type { DefaultRow } from './table/row';
import { SECURITY } from './table/security';
import { SURROUNDINGS } from './table/surroundings';

/** Every default of a set, in the order in which people look for them. */
export const DEFAULT_ROWS: readonly DefaultRow[] = [
  ...REPLICATION,
  ...CONTAINERS,
  ...SECURITY,
  ...IMAGES,
  ...SURROUNDINGS,
  ...RESTARTS,
  ...OBJECTS,
];
