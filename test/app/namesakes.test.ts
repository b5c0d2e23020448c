import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { App, SynthesisError } from 'cdk8s-statecraft';

let outdir: string;
beforeEach(() => {
  outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'namesakes-'));
});
afterEach(() => fs.rmSync(outdir, { recursive: true }));

function synth(name: string | undefined, ...charts: string[]): void {
  const app = new App({ outdir, name });
  for (const id of charts) new ApiObject(new Chart(app, id), 'map', { apiVersion: 'v1', kind: 'ConfigMap' });
  app.synth();
}

const files = () => fs.readdirSync(outdir).filter((file) => file.endsWith('.yaml'));

test('two Apps of one program without names do not remove the files of each other', () => {
  synth(undefined, 'a', 'b');
  expect(() => synth(undefined, 'c')).toThrow(SynthesisError);
  expect(files()).toEqual(['a.k8s.yaml', 'b.k8s.yaml']);
});

test('two Apps with names share a folder', () => {
  synth('first', 'a');
  synth('second', 'b');
  expect(files()).toEqual(['a.k8s.yaml', 'b.k8s.yaml']);
});

test('the same App again removes what it declares no more', () => {
  synth('app', 'a', 'b');
  synth('app', 'a');
  expect(files()).toEqual(['a.k8s.yaml']);
});
