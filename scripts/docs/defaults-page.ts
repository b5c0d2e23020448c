import { DEFAULT_ROWS } from '../../lib/defaults/table';
import { DEFAULT_KINDS, type DefaultRow } from '../../lib/defaults/table/row';
import { V1 } from '../../lib/defaults/v1';

const HEAD = `# Defaults

What our constructs write where the app says nothing. A set of defaults is pinned by the app (\`new App({ defaults:
Defaults.V1 })\`), and a published set never changes: an upgrade of the library changes no YAML. Memory, image and health
have no default, because they are decisions; the memory request is the limit, unless \`resources.memoryRequest\` says less.

Each can be set for an app, an environment or a chart; the nearest wins, value by value, and a workload's own option is
nearer still:

\`\`\`ts
const app = new App({ name: 'shop', defaults: Defaults.V1.with({ labels: { 'app.kubernetes.io/part-of': 'shop' } }) });
new Environment(app, 'staging', { platform, defaults: Defaults.V1.with({ cpuRequest: '50m', spread: 'none' }) });
Defaults.of(chart).set({ replicas: 3, isolation: 'full' });
\`\`\`

Three more can be set that no set has: \`labels\` of all objects and Pods (never in selectors or claim templates, and added
up from scope to scope), \`imagePullSecrets\`, and \`registries\` (\`{ 'docker.io': 'registry.example.com/hub' }\`: where images
come from instead of their own registry).

The path of the Pod template is \`spec.jobTemplate.spec.template\` in a CronJob.

This page is written by \`npm run docs\` from \`lib/defaults/table/\`. The tests hold every row to what it says: that
the default is emitted there, and that the option changes only that.

| Default of V1 | Value | Emitted at | Option | Why |
|---|---|---|---|---|
`;

/** How many kinds of workload there are: all but the last two. */
const WORKLOADS = Object.keys(DEFAULT_KINDS).length - 2;

/** The text of docs/defaults.md. */
export function defaultsPage(): string {
  return `${HEAD}${DEFAULT_ROWS.map(line).join('\n')}\n`;
}

function line(row: DefaultRow): string {
  const workload = row.of.length === WORKLOADS ? 'every workload' : row.of.map((one) => DEFAULT_KINDS[one]).join(', ');
  const at = Object.keys(row.emitted).map((place) => {
    const [kind, path] = place.split(' ');
    const name = kind!.replace('Workload', workload).replace('Headless', 'headless Service');
    return path === undefined ? `a ${name}` : `${name}: \`${path}\``;
  });
  const cells = [
    row.name,
    code(V1[row.name]),
    at.join('<br>') || 'nowhere: fields are checked against it',
    `\`${row.option}\``,
    row.why,
  ];
  return `| ${cells.join(' | ')} |`;
}

function code(value: unknown): string {
  return `\`${JSON.stringify(value)}\``.replaceAll('"', "'");
}
