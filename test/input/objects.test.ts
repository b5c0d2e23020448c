import { StatelessService } from '../../lib';
import { problems } from '../support/build';

const LOG = 'LOG';

test.each<[string, unknown]>([
  ['a Map', new Map([[LOG, 'debug']])],
  ['a Set', new Set([LOG])],
  ['a Date', new Date(0)],
  ['a Promise', Promise.resolve({ [LOG]: 'debug' })],
  ['a regular expression', /a/],
])('%s is no map of variables: as an object it would seem to be empty', (_name, env) => {
  const found = problems((chart) => new StatelessService(chart, 'web', { image: 'a:1', env } as never));
  expect(found).toContainEqual(expect.objectContaining({ rule: 'wrong-value', prop: 'env' }));
});

test('an instance of a class is, and an object without a prototype', () => {
  class Env {
    readonly LOG = 'debug';
  }
  const bare = Object.assign(Object.create(null), { LOG: 'debug' });
  for (const env of [new Env(), bare]) {
    const found = problems((chart) => new StatelessService(chart, 'web', { image: 'a:1', env } as never));
    expect(found.filter(({ prop }) => prop === 'env')).toEqual([]);
  }
});
