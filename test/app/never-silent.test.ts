import { ApiObject, Chart } from 'cdk8s';
import { App, StatelessService } from 'cdk8s-statecraft';
import { newApp, problemsOf } from '../support/build';

test('a file that is declared no more is named when it is removed', () => {
  const { outdir } = newApp();
  const synth = (...charts: string[]) => {
    const app = new App({ outdir });
    for (const id of charts) new ApiObject(new Chart(app, id), 'map', { apiVersion: 'v1', kind: 'ConfigMap' });
    app.synth();
  };
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    synth('a', 'b');
    expect(written).not.toHaveBeenCalled();
    synth('a');
    expect(written).toHaveBeenCalledWith(`${outdir}: removed b.k8s.yaml\n`);
  } finally {
    written.mockRestore();
  }
});

test('an id with a slash is a wrong name, and nothing else', () => {
  const app = newApp();
  new StatelessService(new Chart(app, 'chart'), 'a/b', {} as never);
  expect(problemsOf(app).filter(({ rule }) => rule !== 'missing-value')).toMatchObject([{ got: '"a/b"' }]);
});
