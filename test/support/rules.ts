import type { Manifest } from '../../lib/manifests/manifest';
import type { Found, Rule } from '../../lib/validation/rule';
import { validate } from '../../lib/validation/validate';

/** A row of a rule's table: the sentence, the manifests, and for bad ones a part of each finding. */
export type RuleCase = readonly [sentence: string, manifests: readonly object[], ...found: Partial<Found>[]];

/** Holds a rule to a table of good and bad manifests. */
export function testRule(
  rule: Rule,
  {
    good,
    bad,
    storageClasses,
    domains,
    kubernetesVersion = '1.34',
  }: {
    good: readonly RuleCase[];
    bad: readonly RuleCase[];
    storageClasses?: readonly (string | { name: string; accessModes?: string[] })[];
    domains?: readonly string[];
    kubernetesVersion?: string;
  },
): void {
  const cluster = {
    kubernetesVersion,
    domains,
    storageClasses: storageClasses?.map((one) => (typeof one === 'string' ? { name: one } : one)),
  };
  const findings = (manifests: readonly object[]) => validate({ manifests: manifests as Manifest[], cluster }, [rule]);

  test.each(good.map(([sentence, manifests]) => [sentence, manifests] as const))(
    'right: %s',
    (_sentence, manifests) => {
      expect(findings(manifests)).toEqual([]);
    },
  );

  test.each(bad.map(([sentence, ...rest]) => [sentence, rest] as const))(
    'wrong: %s',
    (_sentence, [manifests, ...expected]) => {
      const found = findings(manifests as object[]);
      expect(found).toMatchObject(expected);
      expect(found).toHaveLength(expected.length);
      for (const one of found) {
        expect([one.what, one.got, one.allowed, one.fix]).toEqual(Array(4).fill(expect.stringMatching(/\S/)));
      }
    },
  );

  // What other rules call wrong must not break this one.
  test.each([null, 5, 'a', true, [], [null], [5], {}, { a: null }])(
    'looks at manifests with %j in any place',
    (odd) => {
      for (const one of [...good, ...bad].flatMap(([, manifests]) => manifests)) {
        for (const variant of withOdd(one, odd)) expect(() => findings([variant as object, one])).not.toThrow();
      }
    },
  );
}

/** An object with a value put into each of its places in turn; apiVersion, kind and metadata stay, as cdk8s sees to it. */
export function* withOdd(value: unknown, odd: unknown, top = true): Iterable<unknown> {
  if (!top) yield odd;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (top && /^(apiVersion|kind)$/.test(key)) continue;
    for (const variant of withOdd(item, odd, top && key === 'metadata')) {
      yield Array.isArray(value)
        ? value.map((old, index) => (String(index) === key ? variant : old))
        : { ...value, [key]: variant };
    }
  }
}

/** Manifests in short. */
export const object = (apiVersion: string, kind: string, name: string, more: object = {}, namespace?: string) => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace ? { namespace } : {}) },
  ...more,
});

/** A workload that selects by some labels and whose Pods carry others. */
export const workload = (
  kind: string,
  name: string,
  selector: object,
  labels: object = selector,
  container: object = {},
  namespace?: string,
) =>
  object(
    kind === 'Job' ? 'batch/v1' : 'apps/v1',
    kind,
    name,
    {
      spec: {
        selector: { matchLabels: selector },
        template: { metadata: { labels }, spec: { containers: [{ name: 'c', ...container }] } },
      },
    },
    namespace,
  );
