import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';

/** One finding of a linter, in the words of the exceptions list. */
interface LintFinding {
  readonly object: string;
  readonly check: string;
  readonly text: string;
}

interface Exception {
  readonly object: string;
  readonly check: string;
  readonly finding?: string;
  readonly reason: string;
}

const DIST = 'dist';

/** kube-score's JSON gives a list of objects with their checks; grade 10 is «all well». */
function kubeScore(files: readonly string[]): readonly LintFinding[] {
  const { stdout } = run('kube-score', ['score', '--output-format', 'json', ...files]);
  const objects = JSON.parse(stdout) as KubeScoreObject[];
  return objects.flatMap(({ type_meta: { kind }, object_meta: { name, namespace }, checks }) =>
    checks
      .filter(({ grade, skipped }) => !skipped && grade < 10)
      .flatMap(({ check, comments }) =>
        (comments ?? []).map(({ summary, path: at }) => ({
          object: [kind, namespace, name].join('/'),
          check: `kube-score ${check.id}`,
          text: `${at ? `${at}: ` : ''}${summary}`,
        })),
      ),
  );
}

interface KubeScoreObject {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string; readonly namespace?: string };
  readonly checks: readonly {
    readonly check: { readonly id: string };
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments?: readonly { readonly path: string; readonly summary: string }[];
  }[];
}

/** checkov names objects `Kind.namespace.name`. */
function checkov(): readonly LintFinding[] {
  const { stdout } = run('checkov', ['-d', DIST, '--framework', 'kubernetes', '--compact', '--quiet', '-o', 'json']);
  const report = JSON.parse(stdout.slice(stdout.indexOf('{'))) as CheckovReport;
  return report.results.failed_checks.map(({ check_id, check_name, resource }) => ({
    object: resource.split('.').join('/'),
    check: `checkov ${check_id}`,
    text: check_name,
  }));
}

interface CheckovReport {
  readonly results: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly check_name: string;
      readonly resource: string;
    }[];
  };
}

function run(program: string, args: readonly string[]): { readonly stdout: string } {
  const { stdout, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error) throw new Error(`${program} could not be run: ${error.message}. Is it on your PATH?`);
  return { stdout };
}

function covers(exception: Exception, finding: LintFinding): boolean {
  return (
    exception.check === finding.check &&
    (exception.object === '*' || exception.object === finding.object) &&
    finding.text.includes(exception.finding ?? '')
  );
}

// Those of Pod Security are held by test/apps/properties.test.ts.
const exceptions = (parse(fs.readFileSync('apps/exceptions.yaml', 'utf8')) as Exception[]).filter(
  ({ check }) => !check.startsWith('pod-security '),
);
const files = fs
  .readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => path.join(DIST, file));
const findings = [...kubeScore(files), ...checkov()];
const unexpected = findings.filter((finding) => !exceptions.some((exception) => covers(exception, finding)));
const unused = exceptions.filter((exception) => !findings.some((finding) => covers(exception, finding)));

for (const { object, check, text } of unexpected) console.log(`not in the list: ${object}  ${check}  ${text}`);
for (const { object, check } of unused) console.log(`finds nothing any more: ${object}  ${check}`);
console.log(
  `${findings.length} findings, ${unexpected.length} not in the list; ${unused.length} entries without a finding`,
);
process.exitCode = unexpected.length + unused.length > 0 ? 1 : 0;
