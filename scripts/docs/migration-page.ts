import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPatch } from 'diff';
import type { App } from '../../lib';
import { printManifests } from '../../lib/manifests/yaml';
import { synthesize } from '../../lib/synth/synthesize';
import { buildApp as before } from './migration/before';
import { buildApp as bothServe } from './migration/both-serve';
import { buildApp as gatewayServes } from './migration/gateway-serves';
import { buildApp as onePlatform } from './migration/one-platform';

/** A stage of the move: its main.ts, and what that gives. */
interface Stage {
  readonly code: string;
  readonly files: Readonly<Record<string, string>>;
}

function stage(name: string, build: () => App): Stage {
  const files = synthesize(build(), '.k8s.yaml').map(({ path, objects }) => {
    return [`dist/${path}`, printManifests(objects.map(({ manifest }) => manifest))] as const;
  });
  return { code: readFileSync(join(__dirname, 'migration', `${name}.ts`), 'utf8'), files: Object.fromEntries(files) };
}

/** As git shows it: files that are gone and come with the same name have moved. */
function yamlDiff(from: Stage, to: Stage): string {
  const name = (path: string) => path.split('/').at(-1);
  const gone = Object.keys(from.files).filter((path) => !(path in to.files));
  const moved = (path: string) => (path in from.files ? path : gone.find((one) => name(one) === name(path)));
  const pairs = [
    ...Object.keys(to.files).map((path) => [moved(path), path] as const),
    ...gone
      .filter((path) => !Object.keys(to.files).some((one) => moved(one) === path))
      .map((path) => [path, undefined] as const),
  ];
  return pairs
    .map(([old, path]) => {
      const body = hunks((old && from.files[old]) ?? '', (path && to.files[path]) ?? '');
      if (body === '' && old === path) return '';
      return [`--- ${old ?? '/dev/null'}`, `+++ ${path ?? '/dev/null'}`, ...(body === '' ? [] : [body])].join('\n');
    })
    .filter((text) => text !== '')
    .join('\n');
}

function hunks(from: string, to: string): string {
  const patch = createPatch('file', from, to, '', '', { context: 2 });
  return patch.split('\n').slice(4).join('\n').trimEnd();
}

const fenced = (language: string, text: string) => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

function commit(from: Stage, to: Stage): string {
  return `${fenced('diff', hunks(from.code, to.code))}\n\nWhich gives:\n\n${fenced('diff', yamlDiff(from, to))}`;
}

/** The text of docs/gateway-migration.md; its diffs are made, not written. */
export function migrationPage(): string {
  const start = stage('before', before);
  const first = stage('both-serve', bothServe);
  const second = stage('gateway-serves', gatewayServes);
  const third = stage('one-platform', onePlatform);
  return `# From Ingress to the Gateway API

Three commits, each of which can stay for as long as it must, and can be taken back. The routes themselves do not change: what a
dialect cannot say is an error before anything is written ([what each says](routes.md)). This page is written by \`npm run docs\`;
its diffs are what the library gives for the four states of one \`main.ts\`
([\`scripts/docs/migration\`](../scripts/docs/migration)), of which this is the first:

${fenced('ts', start.code)}

Before: install the Gateway API's CRDs and an implementation, and let a Gateway listen (\`http\`, \`https\`) which takes listeners
from the namespace of the routes: \`allowedListeners\` ([\`listenersFrom\`](gateway.md) where it is ours).

## 1. Both serve

A second environment with the Gateway's platform holds the same route, for the same service. Nothing of the Ingress changes.
Its certificate is the one that is there: cert-manager fills the Secret \`public-tls\` for the Ingress, and a second Certificate
of that name would be no one's. Without TLS, or with \`Tls.secret\`, the route is the same to the letter.

Where traffic is isolated, \`callers\` of the new platform lets the Gateway's proxies in, beside the controller of the Ingress.
Try it by the Gateway's address: \`curl --resolve shop.example.com:443:ADDRESS https://shop.example.com/\`.

${commit(start, first)}

## 2. The Gateway serves

When the host's DNS record leads to the Gateway, and its time to live is over, the Ingress goes. With it goes the Certificate
that cert-manager made for it; the Secret stays, unless cert-manager runs with \`--enable-certificate-owner-ref\`, but nobody renews
it before step 3.

${commit(first, second)}

## 3. One platform again

The platform's \`routing\` becomes the Gateway, its environment gets the route again, and the second environment goes. A Certificate
of our own takes over the Secret, and issues no new one while it is valid
([cert-manager](https://cert-manager.io/docs/installation/reinstall/)).

${commit(second, third)}

The route's file moves. Where each environment's folder is deployed by an application of its own, the old one would prune what the
new one has: move it when both are one application, or leave the second environment as it is and write \`tls: true\` there.

Back at any time: the same steps the other way round.
`;
}
