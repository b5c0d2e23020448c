import { OutputError } from '../../lib/output/output-error';
import { publish } from '../../lib/output/publish';
import { tempFolder, tree } from './temp-folder';

describe('files that cannot stand side by side are refused before the first byte', () => {
  test.each<[string, string[]]>([
    ['a file and a file in a folder of its name', ['web.yaml', 'web.yaml/a.yaml']],
    ['the same two in the other order', ['web.yaml/a.yaml', 'web.yaml']],
    ['with the folder in capitals', ['web.yaml', 'WEB.yaml/a/b.yaml']],
  ])('%s', (_, paths) => {
    const outdir = tempFolder();
    const files = paths.map((path) => ({ path, content: 'a: 1\n' }));
    const run = () => publish({ outdir, apps: [{ app: 'app', files }], durable: false });
    expect(run).toThrow(OutputError);
    expect(run).toThrow(/lies in a folder that is also the file web\.yaml/);
    expect(tree(outdir, { state: true })).toEqual({});
  });
});
