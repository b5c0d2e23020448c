import type { Place } from '../input/place';
import { isObject } from '../input/reader';
import { nearest } from '../kubernetes/nearest';
import type { ReadOverlay } from './overlay';

/** The overlays of one construct as read: by what its objects are called there, of those that come in numbers by name. */
export type ReadOverlays = Readonly<Record<string, unknown>>;

/** Which overlay is an object's. */
export interface OverlayKey {
  /** What the objects are called among the overlays: as the construct's own handles. */
  readonly of: string;
  /** Which one it is of those that come in numbers. */
  readonly name?: string;
}

/** The key of an object that comes in numbers: HTTPRoute → httpRoutes, RoleBinding → roleBindings. */
export function keyOfKind(kind: string, name: string): OverlayKey {
  const handle = kind.replace(/^(TCP|UDP|HTTP|GRPC|TLS|[A-Z])/, (start) => start.toLowerCase());
  return { of: /s$/.test(handle) ? `${handle}es` : `${handle}s`, name };
}

const EACH = '*';

/** Objects that come and go with the platform, the defaults or the replicas, while the code of all environments is one. */
const COMING_AND_GOING = [
  ...['networkPolicy', 'podDisruptionBudget', 'podMonitor', 'certificates'],
  ...['ingresses', 'middlewares', 'frontendConfigs', 'httpRoutes', 'grpcRoutes', 'tlsRoutes', 'gatewayRoute'],
  ...['listenerSets', 'referenceGrants'],
];

/** The overlays of a construct, and which of its objects have asked for theirs. */
export class LaidOverlays {
  private readonly asked = new Map<string, string[]>();

  constructor(private readonly overlays: ReadOverlays) {}

  /** What is laid over an object, one after the other. */
  of(key: OverlayKey): readonly ReadOverlay[] {
    const { of, name } = key;
    this.asked.set(of, [...(this.asked.get(of) ?? []), ...(name === undefined ? [] : [name])]);
    const given = this.overlays[of] as ReadOverlay | undefined;
    if (!isObject(given)) return [];
    if (!('name' in key)) return [given];
    // One whose name could not be read has the overlay of each.
    const own = name !== undefined && name !== EACH && Object.hasOwn(given, name) ? given[name] : undefined;
    return [given[EACH], own].filter(isObject) as ReadOverlay[];
  }

  /** Complains about overlays of objects that are not there, and about names that none of them has. */
  check(at: Place): void {
    for (const [of, given] of Object.entries(this.overlays)) {
      if (!isObject(given) || Object.keys(given).length === 0 || COMING_AND_GOING.includes(of)) continue;
      if (!this.asked.has(of)) complainOfNothing(of, at.key(of));
    }
    for (const [of, names] of this.asked) {
      const given = this.overlays[of];
      if (!isObject(given) || names.length === 0) continue;
      for (const name of Object.keys(given).filter((one) => one !== EACH && !names.includes(one))) {
        const near = nearest(name, names);
        at.key(of)
          .key(name)
          .complain({
            rule: 'unknown-object',
            what: 'is none of these objects',
            got: name,
            allowed: [...new Set(names), "'*' for each"].join(', '),
            fix: near === undefined ? 'name one of them' : `write '${near}'`,
          });
      }
    }
  }
}

function complainOfNothing(of: string, at: Place): void {
  at.complain({
    rule: 'overlay-of-nothing',
    severity: 'unsafe',
    what: 'changes nothing: there is no such object',
    got: of,
    allowed: 'overlays of objects that are emitted',
    fix: 'remove it, or state the props that the object comes from',
  });
}
