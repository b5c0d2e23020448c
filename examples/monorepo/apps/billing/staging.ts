import { App, Defaults } from 'cdk8s-statecraft';
import { staging } from 'platforms';
import { addServices } from './services';

const app = new App({ name: 'billing-staging', defaults: Defaults.V1, platform: staging });
addServices(app, { replicas: 2 });
app.synth();
