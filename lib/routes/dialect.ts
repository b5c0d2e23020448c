import type { Place } from '../input/place';
import type { GatewayApi } from '../kubernetes/schema';
import { FEATURES, type FeatureKey, type Use } from './features';

/** What a dialect says of one feature. */
export type Cell = Can | Cannot;

/** The dialect can say it. */
export interface Can {
  /** What then stands in the YAML: fields, annotations, kinds; a test looks for each. */
  readonly emits: readonly string[];
  /** Where it means something else than on the Gateway API, or depends on the implementation. */
  readonly note?: string;
  /** The release of the Gateway API that has it in its standard channel; none has it yet where that is ''. */
  readonly standardSince?: string;
  /** The release that has it in its experimental channel, where that was earlier. */
  readonly experimentalSince?: string;
}

/** The dialect cannot say it. */
export interface Cannot {
  /** Why, and what else there is: the text of the error's fix. */
  readonly instead: string;
}

/** One way to write routes down: the Gateway API, or Ingress objects for one controller. */
export interface Dialect {
  readonly id: string;
  /** As errors and documentation name it. */
  readonly title: string;
  /** Where its annotations and fields are documented. */
  readonly source: string;
  readonly cells: Readonly<Record<FeatureKey, Cell>>;
}

export function isCannot(cell: Cell): cell is Cannot {
  return 'instead' in cell;
}

/** Why a cluster's Gateway API cannot say what a later one, or the experimental channel, can; undefined where it can. */
export function missingRelease(cell: Can, gateway: GatewayApi | undefined): string | undefined {
  const { standardSince = '1.4', experimentalSince = '1.4' } = cell;
  if (gateway === undefined || reaches(gateway.version, standardSince)) return undefined;
  if (gateway.channel === 'experimental' && reaches(gateway.version, experimentalSince)) return undefined;
  const standard = standardSince === '' ? [] : [`Gateway API ${standardSince}`];
  const experimental = reaches(gateway.version, experimentalSince)
    ? 'the experimental channel'
    : `the experimental channel of ${experimentalSince}`;
  return [...standard, experimental].join(', or ');
}

function reaches(version: string, since: string): boolean {
  return since !== '' && Number(version.split('.')[1]) >= Number(since.split('.')[1]);
}

/**
 * Complains about everything that a route says and its dialect cannot: nothing is left out silently.
 *
 * @param others all dialects, for the error to name those that can
 */
export function checkDialect(
  uses: readonly Use[],
  dialect: Dialect,
  others: readonly Dialect[],
  gateway: GatewayApi | undefined,
  at: (use: Use) => Place,
): void {
  for (const use of uses) {
    const { feature } = use;
    const cell: Cell = dialect.cells[feature];
    const { title } = FEATURES[feature];
    if (isCannot(cell)) {
      const able = others.filter((other) => other !== dialect && !isCannot(other.cells[feature]));
      at(use).complain({
        rule: 'not-in-dialect',
        what: `asks for ${title}, which ${dialect.title} cannot say`,
        allowed: able.map((other) => other.title).join(', ') || 'no dialect can',
        fix: cell.instead,
      });
      continue;
    }
    const missing = missingRelease(cell, gateway);
    if (missing === undefined) continue;
    at(use).complain({
      rule: 'not-in-dialect',
      what: `asks for ${title}, which the ${gateway!.channel} channel of Gateway API ${gateway!.version} does not have`,
      allowed: missing,
      fix: `remove it; or install ${missing.split(', or ').at(-1)}, and say so in the platform's Routing.gateway`,
    });
  }
}
