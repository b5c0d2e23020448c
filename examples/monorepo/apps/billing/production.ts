import { App, Defaults } from 'cdk8s-statecraft';
import { production } from 'platforms';
import { addServices } from './services';

const app = new App({ name: 'billing-production', defaults: Defaults.V1, platform: production });
addServices(app, { replicas: 3 });
app.synth();
