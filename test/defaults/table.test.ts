import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { DEFAULT_ROWS } from '../../lib/defaults/table';
import { DEFAULT_KINDS, type DefaultIn, type DefaultRow, ITSELF } from '../../lib/defaults/table/row';
import { V1 } from '../../lib/defaults/v1';
import { defaultsPage } from '../../scripts/docs/defaults-page';
import { emitted, problems } from '../support/build';
import { differences, optionsOf } from '../support/options';
import {
  AGENT_SAMPLE,
  JOB_SAMPLE,
  NAMESPACE_SAMPLE,
  ROUTE_SAMPLES,
  SCHEDULED_SAMPLE,
  STATEFUL_SAMPLE,
  STATELESS_SAMPLE,
} from '../support/samples';
import { STORAGES } from '../support/volume-samples';
import { MAKE, settingOf } from './make';

/** `Workload spec.x` of a row → `Deployment/web spec.x`. */
function place(path: string, construct: DefaultIn): string {
  const kind = DEFAULT_KINDS[construct];
  const template = construct === 'ScheduledJob' ? 'spec.jobTemplate.spec.template' : 'spec.template';
  const [name, rest] = path.replace(/spec\.template/, template).split(' ');
  const object = name === 'Headless' ? 'Service/web-headless' : `${name!.replace('Workload', kind)}/web`;
  return rest === undefined ? object : `${object} ${rest}`;
}

/** The value at such a place. */
function valueAt(objects: object, at: string): unknown {
  const [object, path = ''] = at.split(' ');
  const steps = [...path.matchAll(/[^.[\]]+|\[([^\]]+)\]/g)].map(([step, key]) => key ?? step);
  return [object!, ...steps].reduce<unknown>((found, step) => (found as Record<string, unknown>)?.[step], objects);
}

const CASES = DEFAULT_ROWS.flatMap((row) => row.of.map((construct) => [row.name, construct, row] as const));

describe.each(CASES)('the default %s of a %s', (_name, construct, row: DefaultRow) => {
  const build = (props: object = {}) =>
    emitted((chart) => MAKE[construct](chart, { ...row.beside, ...props }), settingOf(row));
  const { other } = row;

  test('is emitted as the table says', () => {
    const objects = build();
    for (const [path, value] of Object.entries(row.emitted)) {
      const found = valueAt(objects, place(path, construct));
      if (value === undefined) expect(found).toBeDefined();
      else expect(found).toEqual(value === ITSELF ? V1[row.name] : value);
    }
  });

  test('is changed by its option, which changes nothing else', () => {
    const changed = build(other);
    const places = Object.keys(row.emitted).map((path) => place(path, construct));
    const within = (at: string) =>
      places
        .map((one) => one.replace(/\[(\D[^\]]*)\]$/, '.$1'))
        .some((one) => at === one || at.startsWith(`${one}[`) || at.startsWith(`${one}.`));
    const found = Object.keys(differences(build(), changed)).filter((at) => !within(at));
    // A Recreate and an OnDelete have no shares; with a surge nothing is missing.
    const besides = ({ name }: DefaultRow, at: string) =>
      (/^(deployment|daemonSet)Strategy$/.test(name) && /[sS]trategy\.rollingUpdate$/.test(at)) ||
      (name === 'agentMaxSurge' && at.endsWith('.maxUnavailable'));
    expect(found.filter((at) => !besides(row, at))).toEqual([]);
    for (const [path, value] of Object.entries(row.emitted)) {
      if (value !== undefined || row.gives === undefined)
        expect(valueAt(changed, place(path, construct))).toEqual(row.gives);
      expect(row.gives).not.toEqual(V1[row.name]);
    }
  });
});

describe('the table of defaults', () => {
  test('has every value of the set, once', () => {
    expect(DEFAULT_ROWS.map(({ name }) => name).sort()).toEqual(Object.keys(V1).sort());
  });

  test('names options that exist', () => {
    const known = optionsOf(
      STATELESS_SAMPLE,
      STATEFUL_SAMPLE,
      AGENT_SAMPLE,
      JOB_SAMPLE,
      SCHEDULED_SAMPLE,
      NAMESPACE_SAMPLE,
      ...ROUTE_SAMPLES,
      { storage: [STORAGES['Storage.claim']] },
    );
    const named = DEFAULT_ROWS.map(({ option }) => option).filter(
      (option) => !/^(platform|health\.ready)\./.test(option),
    );
    expect(named.filter((option) => !known.includes(option))).toEqual([]);
  });

  test('is what docs/defaults.md says: npm run docs writes it', () => {
    expect(readFileSync(join(__dirname, '../../docs/defaults.md'), 'utf8')).toBe(defaultsPage());
  });
});

test('the default Kubernetes version is what a chart without a platform is checked against', () => {
  const newer = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'a', image: 'a:1' }], schedulingGroup: {} },
  };
  const found = problems((chart) => new ApiObject(chart, 'pod', newer));
  expect(found).toMatchObject([{ what: expect.stringContaining(`Kubernetes ${V1.kubernetesVersion}`) }]);
});
