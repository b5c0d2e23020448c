import * as path from 'node:path';
import { Chart } from 'cdk8s';
import {
  App,
  ConfigFiles,
  Defaults,
  Environment,
  Health,
  Platform,
  StatelessService,
  type StatelessServiceProps,
  Storage,
} from 'cdk8s-statecraft';
import type { Construct } from 'constructs';

const platform = Platform.define({ kubernetesVersion: '1.35' });

const nginx: StatelessServiceProps = {
  image: 'docker.io/nginxinc/nginx-unprivileged:1.29',
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
  health: Health.http({ ready: '/index.html', live: '/' }),
  resources: { cpu: '50m', memory: '64Mi' },
  writable: ['/tmp'],
};

/** A site whose pages are not in its image: each Pod fetches them before nginx starts. */
export function build(app: Construct): void {
  const environment = new Environment(app, 'nginx-content', { platform });
  const chart = new Chart(environment, 'site', { namespace: 'nginx-content' });
  addSite(chart, addContent(chart));
}

/** Where finished sites lie: here an nginx with the folder `content`; elsewhere an object store, or a Git server. */
function addContent(chart: Chart): StatelessService {
  return new StatelessService(chart, 'content', {
    ...nginx,
    files: [ConfigFiles.fromDirectory('/usr/share/nginx/html', path.join(__dirname, 'content'))],
  });
}

function addSite(chart: Chart, content: StatelessService): StatelessService {
  const site = new StatelessService(chart, 'site', {
    ...nginx,
    storage: [Storage.emptyDir('pages', { mountPath: '/usr/share/nginx/html', sizeLimit: '64Mi' })],
    // A Pod that starts before the content can be had waits for it, and says so.
    waitFor: [content],
    initContainers: [
      {
        name: 'fetch',
        image: 'docker.io/library/busybox:1.37',
        workingDir: '/pages',
        // A page that is missing ends the container with an error; kubelet starts it again.
        command: ['sh', '-ec', 'for page in index.html news.html; do wget -q -O "$page" "$CONTENT/$page"; done'],
        env: { CONTENT: `http://${content.host}` },
        mounts: { pages: '/pages' },
        resources: { cpu: '10m', memory: '16Mi' },
      },
    ],
  });
  site.connectsTo(content);
  return site;
}

if (require.main === module) {
  const app = new App({ name: 'nginx-content', defaults: Defaults.V1, outdir: `${__dirname}/dist` });
  build(app);
  app.synth();
}
