import { Choice, choice } from '../input/choice';
import type { Place } from '../input/place';
import { optional, type ReadOf, shape, wrong } from '../input/reader';
import { list, textThat, whole } from '../input/readers';
import type { JobSpec } from '../kubernetes/generated';

/** How many Pods work at once. */
export interface ParallelismProps {
  /**
   * Pods that work at once, at most.
   * @default 1
   */
  readonly parallelism?: number;
}

/** A rule by which an indexed Job is done before all of its indexes are. */
export interface SuccessRuleProps {
  /**
   * The indexes that must have succeeded, such as `0` or `0-2,5`.
   * @default - any
   */
  readonly succeededIndexes?: string;
  /**
   * How many of them must have succeeded.
   * @default - all of `succeededIndexes`
   */
  readonly succeededCount?: number;
}

/** How an indexed Job goes on. */
export interface IndexedProps extends ParallelismProps {
  /**
   * How often each index is tried again. The Job's `backoffLimit` then counts only where it is given.
   * @default - not by index: the Job's backoffLimit counts
   */
  readonly backoffLimitPerIndex?: number;
  /**
   * How many indexes may fail until the whole Job is stopped.
   * @default - any number: the others go on
   */
  readonly maxFailedIndexes?: number;
  /**
   * When the Job is done before all indexes are: by the first of these rules that holds. The Pods that still run are stopped.
   * @default - when all indexes have succeeded
   */
  readonly successPolicy?: readonly SuccessRuleProps[];
}

/** The part of a Job's spec that says how much is to be done. */
export type ReadCompletion = Pick<
  JobSpec,
  'completions' | 'parallelism' | 'completionMode' | 'backoffLimitPerIndex' | 'maxFailedIndexes' | 'successPolicy'
>;

const INDEXES = /^\d{1,10}(-\d{1,10})?(,\d{1,10}(-\d{1,10})?)*$/;

/** k8s.io/kubernetes pkg/apis/batch/validation, validateIndexesFormat: in order, none twice. */
const indexes = textThat(
  "indexes in order, such as '0' or '0-2,5'",
  (value) => {
    if (!INDEXES.test(value)) return false;
    const bounds = value.split(',').flatMap((part) => part.split('-').map(Number));
    return bounds.every((bound, index) => index === 0 || bound > bounds[index - 1]!);
  },
  () => "write '0'",
);

/** The API's limit for indexed Jobs: maxParallelismForIndexedJob, maxFailedIndexesForIndexedJob. */
const MOST_INDEXED = 100_000;

const PARALLELISM = { parallelism: optional(whole(0)) };
const COUNTED = shape<ParallelismProps>()('Completion.count', PARALLELISM);
const SUCCESS_RULE = shape<SuccessRuleProps>()('a rule of successPolicy', {
  succeededIndexes: optional(indexes),
  succeededCount: optional(whole(1)),
});
const INDEXED_FIELDS = {
  parallelism: optional(whole(0, MOST_INDEXED)),
  backoffLimitPerIndex: optional(whole(0)),
  maxFailedIndexes: optional(whole(0, MOST_INDEXED)),
  successPolicy: optional(list(SUCCESS_RULE)),
};
const INDEXED = shape<IndexedProps>()('Completion.indexed', INDEXED_FIELDS);

const completions = whole(0);

/** When a Job is done, and how many of its Pods work at once. */
export class Completion extends Choice<ReadCompletion> {
  /** When one Pod has succeeded. */
  static once(): Completion {
    return new Completion('Completion', () => ({}));
  }

  /** When so many Pods have succeeded, all alike. */
  static count(count: number, props: ParallelismProps = {}): Completion {
    return new Completion('Completion', (at) => ({
      completions: completions.read(count, at.key('completions')),
      ...COUNTED.read(props, at),
    }));
  }

  /**
   * When each index from 0 to `count` - 1 has succeeded: its Pod has the index in `JOB_COMPLETION_INDEX` and in its
   * host name.
   */
  static indexed(count: number, props: IndexedProps = {}): Completion {
    return new Completion('Completion', (at) => {
      const read = INDEXED.read(props, at);
      const total = completions.read(count, at.key('completions'));
      checkIndexed(read, total, at);
      const { successPolicy, ...rest } = read;
      return {
        completions: total,
        completionMode: 'Indexed',
        ...rest,
        successPolicy: successPolicy && { rules: successPolicy },
      };
    });
  }

  /**
   * When one Pod has succeeded and all have ended: they share a queue, and each ends when it is empty.
   *
   * @param parallelism Pods that work at once
   */
  static workQueue(parallelism: number): Completion {
    return new Completion('Completion', (at) => ({
      parallelism: whole(0).read(parallelism, at.key('parallelism')),
    }));
  }
}

export const completion = choice<ReadCompletion>('Completion', 'Completion.count(5, { parallelism: 2 })', {});

/** From these completions on, an indexed Job with limits by index has narrower limits of its own. */
const MANY = 100_000;

/** Complains about what the API server refuses together: k8s.io/kubernetes pkg/apis/batch/validation, validateJobSpec. */
function checkIndexed(read: ReadOf<typeof INDEXED_FIELDS>, total: number, at: Place): void {
  const { backoffLimitPerIndex, maxFailedIndexes, parallelism } = read;
  if (maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined) {
    at.key('backoffLimitPerIndex').complain({
      rule: 'max-failed-without-backoff-per-index',
      what: 'is missing, but maxFailedIndexes counts the indexes that fail alone',
      got: 'none',
      allowed: 'maxFailedIndexes with backoffLimitPerIndex',
      fix: 'add backoffLimitPerIndex: 0, or a larger one',
    });
  }
  const most = total > MANY && backoffLimitPerIndex !== undefined ? 10_000 : total;
  if (maxFailedIndexes !== undefined && maxFailedIndexes > most) {
    wrong(maxFailedIndexes, at.key('maxFailedIndexes'), `at most ${most}`, undefined, `write ${most}`);
  }
  if (total > MANY && backoffLimitPerIndex !== undefined) {
    if (maxFailedIndexes === undefined) {
      wrong('none', at.key('maxFailedIndexes'), `a number, as there are more than ${MANY} completions`, undefined);
    }
    if ((parallelism ?? 1) > 10_000) wrong(parallelism, at.key('parallelism'), 'at most 10000', undefined);
  }
  const rules = read.successPolicy ?? [];
  if (read.successPolicy && (rules.length === 0 || rules.length > 20)) {
    wrong(rules, at.key('successPolicy'), 'a list of 1 to 20 rules', undefined, 'leave it out, or name an index');
  }
  for (const [index, rule] of rules.entries()) checkSuccessRule(rule, total, at.key('successPolicy').item(index));
}

function checkSuccessRule(rule: SuccessRuleProps, total: number, at: Place): void {
  const { succeededIndexes, succeededCount } = rule;
  if (succeededIndexes === undefined && succeededCount === undefined) {
    wrong(rule, at, 'succeededIndexes, succeededCount or both', undefined, "write { succeededIndexes: '0' }");
    return;
  }
  if (succeededIndexes !== undefined && !INDEXES.test(succeededIndexes)) return;
  const ranges = (succeededIndexes ?? `0-${total - 1}`).split(',').map((part) => part.split('-').map(Number));
  const last = ranges.at(-1)!.at(-1)!;
  if (succeededIndexes !== undefined && last >= total) {
    wrong(succeededIndexes, at.key('succeededIndexes'), `indexes below ${total}`, undefined, `end with ${total - 1}`);
  }
  const named =
    succeededIndexes === undefined
      ? total
      : ranges.reduce((sum, [first, end]) => sum + (end ?? first!) - first! + 1, 0);
  if (succeededCount !== undefined && succeededCount > named) {
    wrong(succeededCount, at.key('succeededCount'), `at most ${named}, as so many indexes count`, undefined);
  }
}
