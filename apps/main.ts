import { App, Defaults } from 'cdk8s-statecraft';
import { build as basics } from './basics/main';
import { build as canary } from './canary/main';
import { build as etcd } from './etcd/main';
import { build as jobs } from './jobs/main';
import { build as mysql } from './mysql/main';
import { build as nexus } from './nexus/main';
import { build as nfsProvisioner } from './nfs-provisioner/main';
import { build as nginx } from './nginx/main';
import { build as nginxStateful } from './nginx-stateful/main';
import { build as nodeAgents } from './node-agents/main';
import { build as redis } from './redis/main';
import { build as shop } from './shop/main';
import { build as storagePools } from './storage-pools/main';
import { build as zookeeper } from './zookeeper/main';

/** All apps in one: what `npx cdk8s synth` writes to `dist/`. */
export const APPS = {
  basics,
  canary,
  etcd,
  jobs,
  mysql,
  nexus,
  'nfs-provisioner': nfsProvisioner,
  nginx,
  'nginx-stateful': nginxStateful,
  'node-agents': nodeAgents,
  redis,
  shop,
  'storage-pools': storagePools,
  zookeeper,
};

if (require.main === module) {
  const app = new App({ name: 'apps', defaults: Defaults.V1 });
  for (const build of Object.values(APPS)) build(app);
  app.synth();
}
