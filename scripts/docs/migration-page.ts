import { Chart, Testing } from 'cdk8s';
import { createPatch } from 'diff';
import { App, Environment, IngressController, IngressRoute, Platform, Routing } from '../../lib';
import { printManifests } from '../../lib/manifests/yaml';
import { synthesize } from '../../lib/synth/synthesize';

const INGRESS = Routing.ingress({ className: 'nginx', controller: IngressController.nginx() });
const GATEWAY = Routing.gateway({ name: 'public', namespace: 'infra' });
const web = { name: 'web', ports: [{ name: 'http', port: 80 }] };

/** A stage of the move: the environments that there are, each with its routing. */
const STAGES: readonly (readonly Routing[])[] = [[INGRESS], [INGRESS, GATEWAY], [GATEWAY], [GATEWAY]];

/** What a stage gives; the last has its route in the first environment again, which the YAML does not show. */
function yaml(routings: readonly Routing[]): string {
  const app = new App({ outdir: Testing.app().outdir });
  routings.forEach((routing, index) => {
    const platform = Platform.define({ kubernetesVersion: '1.36', routing });
    const environment = new Environment(app, index === 0 ? 'production' : 'production-gateway', { platform });
    const chart = new Chart(environment, 'routes', { namespace: 'shop' });
    new IngressRoute(chart, 'public', {
      host: 'shop.example.com',
      routes: [{ path: '/', to: web, timeouts: { backend: 30 } }],
    });
  });
  return printManifests(synthesize(app, '.k8s.yaml').flatMap(({ objects }) => objects.map(({ manifest }) => manifest)));
}

function diff(from: number, to: number): string {
  const patch = createPatch('routes', yaml(STAGES[from]!), yaml(STAGES[to]!), '', '', { context: 2 });
  const body = patch.split('\n').slice(4).join('\n').trimEnd();
  return body === '' ? 'No object changes: the file of the route moves.' : `\`\`\`diff\n${body}\n\`\`\``;
}

/** The text of docs/gateway-migration.md; its diffs are made, not written. */
export function migrationPage(): string {
  return `# From Ingress to the Gateway API

Three commits, each of which can stay for as long as it must, and can be taken back. The routes themselves do not change: what a
dialect cannot say is an error before anything is written ([what each says](routes.md)). This page is written by \`npm run docs\`;
its diffs are what the library gives.

Before: install the Gateway API's CRDs and an implementation, and let a Gateway listen (\`http\`, \`https\`), with certificates or
with \`allowedListeners\` for those that routes bring.

## 1. Both serve

A second environment with the Gateway's platform holds the same route, for the same services. Nothing of the Ingress changes.
Try it by the Gateway's address: \`curl --resolve shop.example.com:80:ADDRESS http://shop.example.com/\`.

\`\`\`ts
const gateway = Platform.define({ kubernetesVersion, routing: Routing.gateway({ name: 'public', namespace: 'infra' }) });
addRoutes(new Environment(app, 'production-gateway', { platform: gateway }), web);
\`\`\`

${diff(0, 1)}

## 2. The Gateway serves

When the host's DNS record leads to the Gateway, and its time to live is over, the Ingress goes: remove the line that adds the
routes to the first environment.

${diff(1, 2)}

## 3. One platform again

The first platform's \`routing\` becomes the Gateway, its environment gets the routes again, and the second environment goes.

\`\`\`diff
-  routing: Routing.ingress({ className: 'nginx', controller: IngressController.nginx() }),
+  routing: Routing.gateway({ name: 'public', namespace: 'infra' }),
\`\`\`

${diff(2, 3)}

Back at any time: the same steps the other way round. With \`tls: true\` cert-manager makes the certificate again, under the same
Secret's name: state \`Tls.secret('public-tls')\` in step 1, so that both use the one that is there.
`;
}
