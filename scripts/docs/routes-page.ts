import { type Cell, isCannot } from '../../lib/routes/dialect';
import { DIALECTS } from '../../lib/routes/dialects';
import { FEATURE_KEYS, FEATURES } from '../../lib/routes/features';

const HEAD = `# Routes

An \`IngressRoute\` says once where requests go; the platform decides the dialect (\`Routing.ingress(…)\`, \`Routing.gateway(…)\`).
What a dialect cannot say is the error \`not-in-dialect\`, which names the dialects that can and another way: nothing is left
out silently.

\`\`\`ts
new IngressRoute(chart, 'public', {
  host: 'shop.example.com',
  tls: true,
  routes: [
    { path: '/', to: web, canary: { to: next, weight: 10 } },
    { path: '/api', to: api, rewrite: { prefix: '/' }, timeouts: { backend: 30 } },
  ],
});
\`\`\`

- **●** it says it, **◐** it says it with a difference (below), a release: since that release of the Gateway API, *exp.*: in
  its experimental channel, **–** it cannot.
- Settings beside \`host\` hold for all routes. Annotations hold for a whole Ingress, so a route that says such a thing itself
  gets an Ingress of its own, named after its path (\`public-api\`) or its \`name\`; a further route renames nothing.
- A platform that does not say which \`controller\` serves its class has the column *Ingress*: the API alone.
- \`tls: true\` is a certificate of the platform's issuer: an annotation on an Ingress; with a Gateway a \`Certificate\` and a
  \`ListenerSet\` beside the route, which the Gateway has to allow (\`allowedListeners\`). Without an issuer, a Gateway's own
  certificate is used (\`Tls.platform()\`). A second route of a host shares the first one's: \`Tls.sharedWith(route)\`.
- The column *nginx* is ingress-nginx and its forks, from v1.12 on. Other controllers' providers for its Ingresses leave
  annotations out without a word: that of Traefik 3.6 knows no canary, redirect, rewrite or time limit (tried).
- What the Gateway API says, an implementation may still not do: it names what it does in its GatewayClass's
  \`status.supportedFeatures\`. Traefik 3.6 does no CORS, time limits or session affinity (tried); retries were not tried.
- From HTTP to HTTPS clients are sent with status 301; by nginx with 308, which is its ConfigMap's \`http-redirect-code\`, and
  by Traefik with 308 after methods other than GET. What a redirect does not say of its status is 302 everywhere.
- A host has TLS for all its paths or for none (\`mixed-tls\`), and every route has a host: for the requests of all others there
  is \`defaultBackend\`.
- HAProxy's column has been tried with requests (3.2 of the controller); it answers what a browser asks before a CORS call from
  v3.2 on.
- A whole port is a route of its own: \`TcpRoute\`, \`UdpRoute\` ([the Gateway itself](gateway.md)). They are in the standard
  channel since Gateway API 1.6, in the experimental one before; on an Ingress platform they are an error, which names what
  else there is.
- Traefik compares Ingress paths of type Prefix letter by letter, unless it runs with \`strictPrefixMatching\`.

This page is written by \`npm run docs\` from \`lib/routes\`; a test builds a route for every cell and holds the YAML, or the
error, to it.

`;

/** The text of docs/routes.md. */
export function routesPage(): string {
  const titles = DIALECTS.map(({ title }) => title.replace('Ingress with ', ''));
  const head = [`| A route says | as | ${titles.join(' | ')} |`, `|---|---|${titles.map(() => '---|').join('')}`];
  const rows = FEATURE_KEYS.map((key) => {
    const { title, prop } = FEATURES[key];
    return `| ${title} | \`${prop}\` | ${DIALECTS.map(({ cells }) => mark(cells[key])).join(' | ')} |`;
  });
  return `${HEAD}${[...head, ...rows].join('\n')}\n\n${DIALECTS.map(notes).join('\n')}`;
}

function mark(cell: Cell): string {
  if (isCannot(cell)) return '–';
  const sign = cell.note === undefined ? '●' : '◐';
  if (cell.standardSince === undefined) return sign;
  return cell.standardSince === '' ? `${sign} exp.` : `${sign} ${cell.standardSince}`;
}

function notes({ title, source, cells }: (typeof DIALECTS)[number]): string {
  const lines = FEATURE_KEYS.flatMap((key) => {
    const cell: Cell = cells[key];
    if (isCannot(cell)) return [`- ${FEATURES[key].title}: –; ${cell.instead}`];
    const emits = cell.emits.map((text) => `\`${text}\``).join(', ');
    return [`- ${FEATURES[key].title}: ${emits}${cell.note ? `; ${cell.note}` : ''}`];
  });
  return `## ${title}\n\nSource: <${source}>\n\n${lines.join('\n')}\n`;
}
