import { App, Chart } from 'cdk8s';
import { Held } from '../../lib/tree/held';

const level = () => new Held<string>('a-test');

describe('what constructs hold', () => {
  test('is held by one construct, and nearest by those below it', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    const held = level();
    held.set(app, 'full');
    expect(held.by(app)).toBe('full');
    expect(held.by(chart)).toBeUndefined();
    expect(held.holderAbove(chart)).toBe(app);
    held.set(chart, 'none');
    expect(held.holderAbove(chart)).toBe(chart);
  });

  test('is nothing where nobody holds anything', () => {
    expect(level().holderAbove(new Chart(new App(), 'shop'))).toBeUndefined();
  });

  test('is made once, where it is asked for with what it begins as', () => {
    const app = new App();
    const held = new Held<string[]>('another-test');
    held.byOr(app, () => []).push('a');
    held.byOr(app, () => []).push('b');
    expect(held.by(app)).toEqual(['a', 'b']);
  });

  test('is the same for all copies of this package in a process', () => {
    const app = new App();
    level().set(app, 'full');
    jest.isolateModules(() => {
      const copy = require('../../lib/tree/held') as { readonly Held: typeof Held };
      expect(copy.Held).not.toBe(Held);
      expect(new copy.Held<string>('a-test').by(app)).toBe('full');
    });
  });
});
