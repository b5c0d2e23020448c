import { Spread } from '../../lib';
import { type OptionCase, option, REMOVED } from '../support/options';

const other = (app: string, namespace?: string) => ({ _placement: { selector: { app }, namespace } });
const term = (app: string, more: object = {}) => ({
  labelSelector: { matchLabels: { app } },
  topologyKey: 'kubernetes.io/hostname',
  ...more,
});
const own = { matchLabels: { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'web' } };

/**
 * Where the Pods of any workload run; `spec` is the path of their Pod spec. What is `spread` by default is not, so that
 * there is no affinity of another's.
 */
export function schedulingOptions(spec: string, spread: boolean): readonly OptionCase[] {
  const alone = spread ? { spread: Spread.none() } : {};
  const scheduling = (more: object) => ({ scheduling: more, ...alone });
  const row = (key: string, sentence: string, value: unknown, changes: object, beside?: object) =>
    option(`scheduling.${key}`, sentence, scheduling({ ...beside, [key]: value }), changes, {
      ...alone,
      ...(beside ? scheduling(beside) : {}),
    });
  const gpu = { matchExpressions: [{ key: 'gpu', operator: 'Exists' }] };
  const toleration = (more: object) => ({ tolerations: [{ key: 'a', ...more }] });
  const tolerated = (key: string, sentence: string, more: object, changes: object, beside: object = {}) =>
    option(`scheduling.tolerations[].${key}`, sentence, scheduling(toleration({ ...beside, ...more })), changes, {
      ...scheduling(toleration(beside)),
    });
  const near = (key: string, sentence: string, more: object, changes: object) =>
    option(
      `scheduling.near[].${key}`,
      sentence,
      scheduling({ near: [{ workload: other('cache'), ...more }] }),
      changes,
      scheduling({ near: [{ workload: other('cache') }] }),
    );
  const soft = `${spec}.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution`;
  const anti = (key: string, sentence: string, more: object, changes: object) =>
    option(
      `scheduling.apartFrom[].${key}`,
      sentence,
      scheduling({ apartFrom: [{ workload: other('batch'), ...more }] }),
      changes,
      scheduling({ apartFrom: [{ workload: other('batch') }] }),
    );
  const softAnti = `${spec}.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution`;
  return [
    option('scheduling', 'nothing said changes nothing', { scheduling: {} }, {}),
    row('nodeSelector', 'labels of nodes', { disk: 'ssd' }, { [`${spec}.nodeSelector`]: { disk: 'ssd' } }),
    row('requiredNodes', 'terms of which a node must match one', [gpu], {
      [`${spec}.affinity`]: {
        nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [gpu] } },
      },
    }),
    row('preferredNodes', 'nodes that are better than others', [{ weight: 5, preference: gpu }], {
      [`${spec}.affinity`]: {
        nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 5, preference: gpu }] },
      },
    }),
    row('tolerations', 'a taint of any value', [{ key: 'a' }], {
      [`${spec}.tolerations`]: [{ key: 'a', operator: 'Exists' }],
    }),
    row('tolerations', 'every taint', [{}], { [`${spec}.tolerations`]: [{ operator: 'Exists' }] }),
    tolerated('key', 'another key', { key: 'b' }, { [`${spec}.tolerations[0].key`]: 'b' }),
    tolerated(
      'value',
      'one value',
      { value: 'c' },
      { [`${spec}.tolerations[0].operator`]: 'Equal', [`${spec}.tolerations[0].value`]: 'c' },
    ),
    tolerated('effect', 'one effect', { effect: 'NoSchedule' }, { [`${spec}.tolerations[0].effect`]: 'NoSchedule' }),
    tolerated('operator', 'said as it is', { operator: 'Exists' }, {}),
    tolerated(
      'tolerationSeconds',
      'for a minute',
      { tolerationSeconds: 60 },
      { [`${spec}.tolerations[0].tolerationSeconds`]: 60 },
      { effect: 'NoExecute' },
    ),
    row('near', 'on the node of another, if possible', [{ workload: other('cache') }], {
      [`${spec}.affinity`]: {
        podAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term('cache') }],
        },
      },
    }),
    near(
      'workload',
      'another of another namespace',
      { workload: other('db', 'data') },
      {
        [`${soft}[0].podAffinityTerm.labelSelector.matchLabels.app`]: 'db',
        [`${soft}[0].podAffinityTerm.namespaces`]: ['data'],
      },
    ),
    near(
      'over',
      'in the same zone',
      { over: 'zones' },
      {
        [`${soft}[0].podAffinityTerm.topologyKey`]: 'topology.kubernetes.io/zone',
      },
    ),
    near(
      'hard',
      'nowhere else',
      { hard: true },
      {
        [soft]: REMOVED,
        [`${spec}.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution`]: [term('cache')],
      },
    ),
    ...(['near', 'apartFrom'] as const).flatMap((key) => {
      const at = key === 'near' ? soft : softAnti;
      const pods = { matchLabels: { app: 'cache' } };
      const others = { matchExpressions: [{ key: 'app', operator: 'Exists' }] };
      return [
        option(
          `scheduling.${key}[].pods`,
          'Pods that are no workload of ours',
          scheduling({ [key]: [{ pods: others }] }),
          {
            [`${at}[0].podAffinityTerm.labelSelector.matchLabels`]: REMOVED,
            [`${at}[0].podAffinityTerm.labelSelector.matchExpressions`]: others.matchExpressions,
          },
          scheduling({ [key]: [{ pods }] }),
        ),
        option(
          `scheduling.${key}[].namespaces`,
          'of another namespace',
          scheduling({ [key]: [{ pods, namespaces: ['data'] }] }),
          { [`${at}[0].podAffinityTerm.namespaces`]: ['data'] },
          scheduling({ [key]: [{ pods }] }),
        ),
      ];
    }),
    near('weight', 'not so important', { weight: 5 }, { [`${soft}[0].weight`]: 5 }),
    row('apartFrom', 'not on the node of another, if possible', [{ workload: other('batch') }], {
      [`${spec}.affinity`]: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term('batch') }],
        },
      },
    }),
    anti(
      'workload',
      'another one',
      { workload: other('db') },
      {
        [`${softAnti}[0].podAffinityTerm.labelSelector.matchLabels.app`]: 'db',
      },
    ),
    anti(
      'over',
      'not in the same region',
      { over: 'regions' },
      {
        [`${softAnti}[0].podAffinityTerm.topologyKey`]: 'topology.kubernetes.io/region',
      },
    ),
    anti(
      'hard',
      'never',
      { hard: true },
      {
        [softAnti]: REMOVED,
        [`${spec}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution`]: [term('batch')],
      },
    ),
    anti('weight', 'not so important', { weight: 5 }, { [`${softAnti}[0].weight`]: 5 }),
    row('priorityClassName', 'a priority', 'high', { [`${spec}.priorityClassName`]: 'high' }),
    row('runtimeClassName', 'a sandbox', 'gvisor', { [`${spec}.runtimeClassName`]: 'gvisor' }),
    row('schedulerName', 'another scheduler', 'other', { [`${spec}.schedulerName`]: 'other' }),
  ];
}

/** How the Pods of a replicated workload are kept apart. */
export function spreadOptions(spec: string): readonly OptionCase[] {
  const over = (key: string, sentence: string, value: unknown, changes: object, beside: object = {}) =>
    option(`spread.${key}`, sentence, { spread: Spread.over({ ...beside, [key]: value }) }, changes, {
      spread: Spread.over(beside),
    });
  const anti = `${spec}.affinity.podAntiAffinity`;
  const constraints = `${spec}.topologySpreadConstraints`;
  const rack = { topologyKey: 'example.com/rack', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' };
  return [
    option('spread', 'nothing said is soft', { spread: Spread.over({}) }, {}),
    over('nodes', 'never two on one node', 'hard', {
      [`${anti}.preferredDuringSchedulingIgnoredDuringExecution`]: REMOVED,
      [`${anti}.requiredDuringSchedulingIgnoredDuringExecution`]: [
        { labelSelector: own, topologyKey: 'kubernetes.io/hostname' },
      ],
    }),
    over('zones', 'hard', 'hard', { [`${constraints}[0].whenUnsatisfiable`]: 'DoNotSchedule' }),
    over('zones', 'not at all', 'none', { [constraints]: REMOVED }),
    over('regions', 'beside zones', 'soft', {
      [`${constraints}[1]`]: {
        topologyKey: 'topology.kubernetes.io/region',
        maxSkew: 1,
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: own,
      },
    }),
    over('maxSkew', 'two', 2, { [`${constraints}[0].maxSkew`]: 2 }),
    over('minDomains', 'three zones', 3, { [`${constraints}[0].minDomains`]: 3 }, { zones: 'hard' }),
    over('matchLabelKeys', 'each version for itself', ['pod-template-hash'], {
      [`${constraints}[0].matchLabelKeys`]: ['pod-template-hash'],
    }),
    over('constraints', 'one of the own Pods over racks', [rack], {
      [`${constraints}[1]`]: { ...rack, labelSelector: own },
    }),
  ];
}
