import { App, Defaults } from 'cdk8s-statecraft';
import { build as basics } from './basics/main';
import { build as canary } from './canary/main';
import { build as customResource } from './custom-resource/main';
import { build as etcd } from './etcd/main';
import { build as javaService } from './java-service/main';
import { build as jobs } from './jobs/main';
import { build as kafka } from './kafka/main';
import { build as mysql } from './mysql/main';
import { build as nexus } from './nexus/main';
import { build as nfsProvisioner } from './nfs-provisioner/main';
import { build as nginx } from './nginx/main';
import { build as nginxContent } from './nginx-content/main';
import { build as nginxStateful } from './nginx-stateful/main';
import { build as nodeAgents } from './node-agents/main';
import { build as redis } from './redis/main';
import { build as shop } from './shop/main';
import { build as storagePools } from './storage-pools/main';
import { build as worker } from './worker/main';
import { build as zookeeper } from './zookeeper/main';

/** All apps in one: what `npx cdk8s synth` writes to `dist/`. */
export const APPS = {
  basics,
  canary,
  'custom-resource': customResource,
  etcd,
  'java-service': javaService,
  jobs,
  mysql,
  nexus,
  kafka,
  'nfs-provisioner': nfsProvisioner,
  nginx,
  'nginx-content': nginxContent,
  'nginx-stateful': nginxStateful,
  'node-agents': nodeAgents,
  redis,
  shop,
  'storage-pools': storagePools,
  worker,
  zookeeper,
};

if (require.main === module) {
  const app = new App({ name: 'apps', defaults: Defaults.V1 });
  for (const build of Object.values(APPS)) build(app);
  app.synth();
}
