import path from 'node:path';
import { ConfigFiles, type ConfigMapFilesProps, EnvFrom, FileContent } from '../../lib';
import { type OptionCase, option, REMOVED } from '../support/options';

const FOLDER = path.join(__dirname, '../support/fixtures/config');
const CHECKSUM = 'metadata.annotations.cdk8s-statecraft/config';

/** The options of a workload's configuration: variables of whole objects, and files. */
export function configOptions(kind: string, container: string, pod: string): readonly OptionCase[] {
  const volume = `${pod}.spec.volumes[0].configMap`;
  const of = (files: object, props?: object) => ({ files: [ConfigFiles.of('/etc/web', files as never, props)] });
  const plain = of({ 'app.conf': 'a' });
  const directory = (props?: object) => ({ files: [ConfigFiles.fromDirectory('/etc/web', FOLDER, props)] });
  const file = (props?: object) => ({ files: [ConfigFiles.file('/etc/web/app.conf', 'a', props)] });
  const from = (props?: ConfigMapFilesProps, name = 'settings') => ({
    files: [ConfigFiles.from(name, '/etc/web', props)],
  });
  const items = { conf: 'app.conf' };
  // Each run of a Job starts its Pods anew, and the template of a Job can't be changed.
  const rolls = !/Job$/.test(kind);
  const annotated = (value: unknown) => (rolls ? { [`${pod}.metadata.annotations`]: value } : {});
  const rolled = !rolls ? {} : { [`${pod}.${CHECKSUM}`]: expect.stringMatching(/^[0-9a-f]{16}$/) };
  const envFrom = (...sources: EnvFrom[]) => ({ envFrom: sources });
  return [
    option('envFrom', 'all keys of a ConfigMap', envFrom(EnvFrom.configMap('settings')), {
      [`${container}.envFrom`]: [{ configMapRef: { name: 'settings' } }],
    }),
    option(
      'envFrom[].name',
      'those of a Secret instead',
      envFrom(EnvFrom.secret('db')),
      { [`${container}.envFrom[0].configMapRef`]: REMOVED, [`${container}.envFrom[0].secretRef`]: { name: 'db' } },
      envFrom(EnvFrom.configMap('settings')),
    ),
    option(
      'envFrom[].prefix',
      'with a prefix',
      envFrom(EnvFrom.configMap('settings', { prefix: 'WEB_' })),
      { [`${container}.envFrom[0].prefix`]: 'WEB_' },
      envFrom(EnvFrom.configMap('settings')),
    ),
    option(
      'envFrom[].optional',
      'of a ConfigMap that may be missing',
      envFrom(EnvFrom.configMap('settings', { optional: true })),
      { [`${container}.envFrom[0].configMapRef.optional`]: true },
      envFrom(EnvFrom.configMap('settings')),
    ),
    option('files', 'a file of its own: a ConfigMap, a volume and a checksum', plain, {
      'ConfigMap/web-files': expect.objectContaining({ data: { 'app.conf': 'a' } }),
      [`${container}.volumeMounts`]: [{ name: 'etc-web', mountPath: '/etc/web', readOnly: true }],
      [`${pod}.spec.volumes`]: [{ name: 'etc-web', configMap: { name: 'web-files' } }],
      ...annotated({ 'cdk8s-statecraft/config': expect.any(String) }),
    }),
    option(
      'files[].files',
      'another content: the Pods are replaced',
      of({ 'app.conf': 'b' }),
      { 'ConfigMap/web-files data.app.conf': 'b', ...rolled },
      plain,
    ),
    option(
      'files[].content',
      'bytes instead of a text',
      { files: [ConfigFiles.file('/etc/web/app.conf', FileContent.binary('AAEC'))] },
      { 'ConfigMap/web-files data': REMOVED, 'ConfigMap/web-files binaryData': { 'app.conf': 'AAEC' }, ...rolled },
      file(),
    ),
    option('files[].mode', 'the mode of one file', file({ mode: 0o400 }), { [`${volume}.defaultMode`]: 0o400 }, file()),
    option(
      'files[].modes',
      'the mode of a file among others',
      of({ 'app.conf': 'a' }, { modes: { 'app.conf': 0o400 } }),
      { [`${volume}.items`]: [{ key: 'app.conf', path: 'app.conf', mode: 0o400 }] },
      plain,
    ),
    option(
      'files[].singleFiles',
      'each file alone',
      of({ 'app.conf': 'a' }, { singleFiles: true }),
      {
        [`${container}.volumeMounts[0].name`]: 'etc-web-app-conf',
        [`${container}.volumeMounts[0].mountPath`]: '/etc/web/app.conf',
        [`${container}.volumeMounts[0].subPath`]: 'app.conf',
        [`${pod}.spec.volumes[0].name`]: 'etc-web-app-conf',
      },
      plain,
    ),
    option(
      'files[].immutable',
      'a ConfigMap named after its content, and no checksum',
      of({ 'app.conf': 'a' }, { immutable: true }),
      {
        'ConfigMap/web-files': REMOVED,
        'ConfigMap/web-files-e22db8b5c6': expect.objectContaining({ immutable: true, data: { 'app.conf': 'a' } }),
        [`${volume}.name`]: 'web-files-e22db8b5c6',
        ...annotated(REMOVED),
      },
      plain,
    ),
    option(
      'files[].directory',
      'another directory',
      { files: [ConfigFiles.fromDirectory('/etc/web', path.join(FOLDER, 'nested'))] },
      {
        'ConfigMap/web-files data.app.conf': 'plain\n',
        'ConfigMap/web-files data.nested_app.conf': REMOVED,
        'ConfigMap/web-files binaryData.nested_logo.png': REMOVED,
        'ConfigMap/web-files binaryData.logo.png': 'iVBORw0KGgoA/w==',
        [`${volume}.items`]: REMOVED,
        ...rolled,
      },
      directory(),
    ),
    option(
      'files[].ignore',
      'without images',
      directory({ ignore: ['**/*.png'] }),
      { 'ConfigMap/web-files binaryData': REMOVED, [`${volume}.items[2]`]: REMOVED, ...rolled },
      directory(),
    ),
    option(
      'files[].templates',
      'a file of the directory as a template',
      directory({ templates: { 'app.conf': { port: 8080 } } }),
      { 'ConfigMap/web-files data.app.conf': 'port=8080\n', ...rolled },
      directory(),
    ),
    option(
      'files[].templates{}.port',
      'another value of its placeholder',
      directory({ templates: { 'app.conf': { port: 8081 } } }),
      { 'ConfigMap/web-files data.app.conf': 'port=8081\n', ...rolled },
      directory({ templates: { 'app.conf': { port: 8080 } } }),
    ),
    option('files[].configMap', 'another ConfigMap', from({}, 'other'), { [`${volume}.name`]: 'other' }, from()),
    option(
      'files[].items',
      'some keys',
      from({ items }),
      { [`${volume}.items`]: [{ key: 'conf', path: 'app.conf' }] },
      from(),
    ),
    option(
      'files[].optional',
      'one that may be missing',
      from({ optional: true }),
      { [`${volume}.optional`]: true },
      from(),
    ),
    option(
      'rollOnConfigChange',
      'without a checksum',
      { rollOnConfigChange: false },
      { [`${pod}.metadata.annotations`]: REMOVED },
      plain,
    ),
  ];
}
