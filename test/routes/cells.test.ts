import { IngressRoute, type IngressRouteProps } from '../../lib';
import { printManifests } from '../../lib/manifests/yaml';
import { isCannot } from '../../lib/routes/dialect';
import { DIALECTS } from '../../lib/routes/dialects';
import { FEATURE_KEYS, FEATURES } from '../../lib/routes/features';
import { appWith, manifestsOf, problems, type Setting } from '../support/build';
import { BESIDE, ROUTINGS } from './platforms';
import { sampleOf } from './samples';

const setting = (dialect: string): Setting => ({
  namespace: 'shop',
  platform: { ...BESIDE, routing: ROUTINGS[dialect]! },
});
const make = (props: IngressRouteProps) => (chart: never) => new IngressRoute(chart, 'public', props);
const yaml = (props: IngressRouteProps, dialect: string) =>
  printManifests(manifestsOf(appWith(make(props) as never, setting(dialect)).app));

test('there is a platform for each dialect', () => {
  expect(Object.keys(ROUTINGS)).toEqual(DIALECTS.map(({ id }) => id));
});

describe.each(DIALECTS.map((dialect) => [dialect.title, dialect] as const))('%s', (_title, { id, cells, title }) => {
  const can = FEATURE_KEYS.filter((key) => !isCannot(cells[key]));
  const cannot = FEATURE_KEYS.filter((key) => isCannot(cells[key]));

  test.each(can)('says %s with what the table names, and not without it', (key) => {
    const cell = cells[key];
    if (isCannot(cell)) throw new Error('sorted wrongly');
    const [with_, without] = sampleOf(key, id);
    const text = yaml(with_, id);
    for (const emitted of cell.emits) expect(text).toContain(emitted);
    expect(text).not.toBe(yaml(without, id));
  });

  if (cannot.length > 0) {
    test.each(cannot)('cannot say %s: an error that says what can, and what else there is', (key) => {
      const cell = cells[key];
      if (!isCannot(cell)) throw new Error('sorted wrongly');
      const found = problems(make(sampleOf(key, id)[0]) as never, setting(id));
      const [first] = key === 'otherNamespace' ? found : found.filter(({ what }) => what.includes(FEATURES[key].title));
      expect(first).toMatchObject({
        rule: key === 'otherNamespace' ? 'backend-in-other-namespace' : 'not-in-dialect',
        fix: expect.stringMatching(/\w{5}/),
      });
      if (key === 'otherNamespace') return;
      expect(first!.fix).toBe(cell.instead);
      expect(first!.what).toContain(title);
      const able = DIALECTS.filter((other) => other.id !== id && !isCannot(other.cells[key]));
      expect(first!.allowed).toBe(able.map((other) => other.title).join(', ') || 'no dialect can');
    });
  }
});
