import { type ApiObject, Lazy } from 'cdk8s';
import type { IApiResource, IConfigMap } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { holdConfigMap } from '../config/by-name';
import { contentHash } from '../config/checksum';
import { type Content, type DataEntry, dataFields } from '../config/content';
import type { DataSource } from '../config/data-source';
import { binary, FileContent, fileContent, wellFormedText } from '../config/file-content';
import { type FileSet, filePath, fileSet } from '../config/file-set';
import { dataKey, keysOf } from '../config/keys';
import { labelKey, labelValue, objectName } from '../input/names';
import type { Place } from '../input/place';
import { optional, type Reader, type ReadOf, shape, wrong } from '../input/reader';
import { flag, map, text } from '../input/readers';
import { CONFIG_MAP_OVERLAYS, type ConfigMapOverlays } from '../overlay/object-overlays';
import { EnvSource, type KeyReferenceProps } from '../pod/env';
import { StatecraftConstruct } from './statecraft-construct';

/** What a ConfigMap says. */
export interface ConfigMapProps {
  /**
   * The object's name.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Texts by key.
   * @default - none
   */
  readonly data?: Readonly<Record<string, string>>;
  /**
   * Bytes by key: a Buffer, a Uint8Array, or a text in base64.
   * @default - none
   */
  readonly binaryData?: Readonly<Record<string, Uint8Array | string>>;
  /**
   * Files: each is a key, named after its path. Texts and binary files are told apart.
   * @default - none
   */
  readonly files?: FileSet;
  /**
   * Make it immutable, with a name that ends in a hash of its content: another content makes another ConfigMap, and Pods
   * keep the one that they started with. Kubernetes accepts no change of it; old ones stay until they are pruned.
   * @default false - a lasting name; a change of the data rolls the Pods that use it
   */
  readonly immutable?: boolean;
  /**
   * Labels of the ConfigMap.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations of the ConfigMap.
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Fields that no prop has, laid over the objects before they are validated.
   * @default - none
   */
  readonly overlays?: ConfigMapOverlays;
}

/** Values of `data` are texts; an object is a document that a file can hold. */
const dataText: Reader<string> = {
  ...wellFormedText,
  read: (value, at) =>
    typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
      ? wrong(value, at, wellFormedText.allowed, '', FILE)
      : wellFormedText.read(value, at),
};
const FILE =
  "say it as a file: files: FileSet.of({ 'app.yaml': FileContent.yaml({ … }) }), or FileContent.json, .properties";

const FIELDS = {
  name: optional(objectName),
  data: optional(map(dataText, dataKey)),
  binaryData: optional(map(binary, dataKey)),
  files: optional(fileSet),
  immutable: optional(flag),
  labels: optional(map(labelValue, labelKey)),
  annotations: optional(map(text, labelKey)),
  overlays: optional(CONFIG_MAP_OVERLAYS),
};

export const CONFIG_MAP = shape<ConfigMapProps>()('ConfigMap', FIELDS);

/**
 * Configuration that several workloads share, as variables, arguments and files.
 *
 * Emits a ConfigMap. `config.key('logLevel')` is a variable's value, `EnvFrom.configMap(config)` makes all keys variables,
 * `ConfigFiles.from(config, '/etc/web')` makes them files. A change of what a workload uses replaces its Pods, unless it
 * says `rollOnConfigChange: false`.
 */
export class ConfigMap extends StatecraftConstruct implements IConfigMap {
  /** The ConfigMap; also the construct's default child. */
  readonly configMap: ApiObject;
  /** As cdk8s-plus asks for it. */
  readonly apiVersion = 'v1';
  /** As cdk8s-plus asks for it. */
  readonly kind = 'ConfigMap';
  /** As cdk8s-plus asks for it. */
  readonly apiGroup = '';
  /** As cdk8s-plus asks for it. */
  readonly resourceType = 'configmaps';

  private readonly entries: DataEntry[] = [];
  private readonly immutable: boolean;
  private readonly givenName: string;
  /** The content-bound name that somebody was told. */
  private toldName?: string;

  constructor(scope: Construct, id: string, props: ConfigMapProps = {}) {
    super(scope, id);
    const read = CONFIG_MAP.read(props, this.place);
    this.layOver(read.overlays);
    this.givenName = read.name ?? this._givenId;
    if (read.name === undefined) objectName.read(this.givenName, this.place.key('id'));
    this.immutable = read.immutable ?? false;
    this.add(read.data ?? {}, this.place.key('data'));
    this.add(read.binaryData ?? {}, this.place.key('binaryData'));
    this.addFiles(read);
    if (!this.immutable) holdConfigMap(this, this.namespace, this.givenName);
    // cdk8s resolves a Lazy in metadata, though its types ask for a text.
    const name = this.immutable ? (Lazy.any({ produce: () => this.emittedName() }) as string) : this.givenName;
    const metadata = { name, labels: read.labels, annotations: read.annotations };
    this.configMap = this.addObject(
      'ConfigMap',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata },
      {
        immutable: () => this.immutable || undefined,
        data: () => dataFields(this.entries).data,
        binaryData: () => dataFields(this.entries).binaryData,
      },
    );
    this.node.defaultChild = this.configMap;
  }

  /** The object's name. That of an immutable ConfigMap follows from its content, so ask when all is added. */
  get name(): string {
    this.toldName = this.emittedName();
    return this.toldName;
  }

  /** A key, or a file by its path, as the value of an environment variable: `env: { LOG_LEVEL: config.key('logLevel') }`. */
  key(key: string, props: KeyReferenceProps = {}): EnvSource {
    return EnvSource.configMapKey(this, key, props);
  }

  /** Adds a text. Workloads that use it already get it too. */
  addData(key: string, value: string): void {
    const at = this.place.ofCall(this.addData).key('addData');
    this.add({ [dataKey.read(key, at.key('key'))]: dataText.read(value, at.key('value')) }, at);
  }

  /** Adds bytes: a Buffer, a Uint8Array, or a text in base64. */
  addBinaryData(key: string, value: Uint8Array | string): void {
    const at = this.place.ofCall(this.addBinaryData).key('addBinaryData');
    this.add({ [dataKey.read(key, at.key('key'))]: binary.read(value, at.key('value')) }, at);
  }

  /** Adds a file, by its path where it is mounted. */
  addFile(path: string, content: string | FileContent): void {
    const at = this.place.ofCall(this.addFile).key('addFile');
    this.addPaths({ [filePath.read(path, at.key('path'))]: fileContent.read(content, at.key('content')) }, at);
  }

  /** As cdk8s-plus asks for it. */
  get resourceName(): string {
    return this.name;
  }

  /** As cdk8s-plus asks for it. */
  asApiResource(): IApiResource | undefined {
    return this;
  }

  /** As cdk8s-plus asks for it. */
  asNonApiResource(): string | undefined {
    return undefined;
  }

  /** @internal */
  get _dataSource(): DataSource {
    const entries = () => this.entries;
    return {
      kind: 'ConfigMap',
      namespace: this.namespace,
      emittedName: () => this.emittedName(),
      keys: () => this.entries.map(({ key }) => key),
      files: entries,
      // A content-named ConfigMap rolls the Pods by its name.
      entries: this.immutable ? undefined : entries,
    };
  }

  private emittedName(): string {
    return this.immutable ? `${this.givenName}-${contentHash(this.entries)}` : this.givenName;
  }

  private addFiles({ files = {} }: ReadOf<typeof FIELDS>): void {
    this.addPaths(files, this.place.key('files'));
  }

  private addPaths(files: Readonly<Record<string, Content>>, at: Place): void {
    const taken = this.entries.map(({ key }) => key);
    const keys = keysOf([...taken, ...Object.keys(files)]).slice(taken.length);
    this.push(
      Object.entries(files).map(([path, content], index) => ({ key: keys[index]!, path, content })),
      at,
    );
  }

  private add(values: Readonly<Record<string, Content>>, at: Place): void {
    this.push(
      Object.entries(values).map(([key, content]) => ({ key, path: key, content })),
      at,
    );
  }

  private push(added: readonly DataEntry[], at: Place): void {
    for (const entry of added) {
      if (this.entries.some(({ key, path }) => key === entry.key || path === entry.path)) {
        at.complain({
          rule: 'duplicate-key',
          what: 'gives a key that the ConfigMap has already',
          got: entry.path,
          allowed: 'each key once',
          fix: 'remove one of the two, or give it another key',
        });
      } else this.entries.push(entry);
    }
    if (added.length > 0 && this.immutable && this.toldName !== undefined) {
      at.complain({
        rule: 'name-is-told',
        what: 'changes the name of an immutable ConfigMap, which follows from its content, after it was asked for',
        got: this.toldName,
        allowed: 'additions before the name is asked for',
        fix: 'add first, or hand on the construct instead of its name',
      });
    }
  }
}
