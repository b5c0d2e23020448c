import path from 'node:path';
import { ConfigFiles, EnvFrom, EnvSource, FileContent, FileSet, SecretFiles } from '../../lib';
import { overlaySample } from './overlay-samples';
import { Sample } from './sample';

const keyOf = (make: typeof EnvSource.secretKey) =>
  new Sample(make, [
    ['name', 'web-db'],
    ['key', 'password'],
    ['', { optional: true }],
  ]);

export const env = {
  TEXT: 'a',
  SECRET: keyOf(EnvSource.secretKey),
  CONFIG: keyOf(EnvSource.configMapKey),
  FIELD: new Sample(EnvSource.field, [['fieldPath', 'metadata.name']]),
  RESOURCE: new Sample(EnvSource.resource, [
    ['resource', 'limits.memory'],
    ['', { divisor: '1Mi' }],
  ]),
};

const envFrom = (make: typeof EnvFrom.secret) =>
  new Sample(make, [
    ['name', 'web-settings'],
    ['', { prefix: 'WEB_', optional: true }],
  ]);

export const ENV_FROMS: Readonly<Record<string, Sample>> = {
  'EnvFrom.configMap': envFrom(EnvFrom.configMap),
  'EnvFrom.secret': envFrom(EnvFrom.secret),
};

export const CONFIG_FOLDER = path.join(__dirname, 'fixtures/config');

const directory = { ignore: ['**/*.png'], templates: { 'app.conf': { port: 80 } } };

const mounted = { defaultMode: 0o440, modes: { 'app.conf': 0o400 }, singleFiles: false, immutable: false };

export const CONFIG_FILES: Readonly<Record<string, Sample>> = {
  'ConfigFiles.fromDirectory': new Sample(ConfigFiles.fromDirectory, [
    ['mountPath', '/etc/web'],
    ['directory', CONFIG_FOLDER],
    ['', { ...directory, ...mounted }],
  ]),
  'ConfigFiles.of': new Sample(ConfigFiles.of, [
    ['mountPath', '/etc/web'],
    ['files', { 'app.conf': 'port=80' }],
    ['', { ...mounted, modes: {} }],
  ]),
  'ConfigFiles.file': new Sample(ConfigFiles.file, [
    ['mountPath', '/etc/web/app.conf'],
    ['content', 'port=80'],
    ['', { mode: 0o440, immutable: false }],
  ]),
  'ConfigFiles.from': new Sample(ConfigFiles.from, [
    ['configMap', 'web-settings'],
    ['mountPath', '/etc/web'],
    ['', { items: { conf: 'app.conf' }, defaultMode: 0o440, optional: true, singleFiles: false }],
  ]),
};

const template = path.join(CONFIG_FOLDER, 'app.conf');

export const FILE_CONTENTS: Readonly<Record<string, Sample>> = {
  'FileContent.text': new Sample(FileContent.text, [['', 'port=80']]),
  'FileContent.json': new Sample(FileContent.json, [['', { port: 80 }]]),
  'FileContent.yaml': new Sample(FileContent.yaml, [['', { hosts: ['a'] }]]),
  'FileContent.properties': new Sample(FileContent.properties, [['', { 'server.port': 80 }]]),
  'FileContent.binary': new Sample(FileContent.binary, [['', 'AAEC']]),
  'FileContent.template': new Sample(FileContent.template, [
    ['template', 'port={{ port }}'],
    ['values', { port: 80 }],
  ]),
  'FileContent.fromFile': new Sample(FileContent.fromFile, [['path', template]]),
  'FileContent.templateFile': new Sample(FileContent.templateFile, [
    ['path', template],
    ['values', { port: 80 }],
  ]),
};

export const CONFIG_MAP_SAMPLE: Readonly<Record<string, unknown>> = {
  overlays: overlaySample('ConfigMap'),
  name: 'settings',
  data: { logLevel: 'info' },
  binaryData: { logo: 'AAEC' },
  files: new Sample(FileSet.fromDirectory, [
    ['directory', CONFIG_FOLDER],
    ['', directory],
  ]),
  immutable: true,
  labels: { team: 'a' },
  annotations: { 'example.com/a': 'b' },
};

/** A value that looks as if kubeseal had printed it. */
export function sealed(text: string): string {
  return Buffer.concat([Buffer.from([2, 0]), Buffer.alloc(512, text), Buffer.alloc(32, text)]).toString('base64');
}

const entry = {
  key: 'shop/db',
  property: 'password',
  version: '1',
  decodingStrategy: 'None',
  conversionStrategy: 'Default',
  metadataPolicy: 'None',
};

const secretTemplate = {
  type: 'Opaque',
  data: { url: 'db://{{ .password }}' },
  labels: { team: 'a' },
  annotations: { 'example.com/a': 'b' },
};

export const EXTERNAL_SECRET_SAMPLE: Readonly<Record<string, unknown>> = {
  overlays: overlaySample('ExternalSecret'),
  store: { name: 'vault', kind: 'ClusterSecretStore' },
  data: { password: entry },
  extract: [entry],
  name: 'db',
  refresh: 3600,
  refreshPolicy: 'Periodic',
  creationPolicy: 'Owner',
  deletionPolicy: 'Retain',
  template: secretTemplate,
  immutable: false,
};

export const SEALED_SECRET_SAMPLE: Readonly<Record<string, unknown>> = {
  overlays: overlaySample('SealedSecret'),
  encryptedData: { password: sealed('a') },
  name: 'db',
  scope: 'strict',
  template: secretTemplate,
};

export const FILE_SETS: Readonly<Record<string, Sample>> = {
  'FileSet.of': new Sample(FileSet.of, [['', { 'nested/app.conf': 'port=80' }]]),
};

export const files = new Sample(SecretFiles.from, [
  ['secretName', 'web-db'],
  ['mountPath', '/run/secrets/db'],
  ['', { items: { ca: 'ca.crt' }, defaultMode: 0o440, optional: true }],
]);
