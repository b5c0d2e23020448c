import type { EnvValue, EnvValueFromSecretOptions, IApiResource, ISecret } from 'cdk8s-plus-28';
import type { DataSource } from '../config/data-source';
import { EnvSource, type KeyReferenceProps } from '../pod/env';
import { StatecraftConstruct } from './statecraft-construct';

/** Something in whose name a controller of the cluster makes a Secret: wherever a Secret's name is asked for, it will do. */
export abstract class SecretSource extends StatecraftConstruct implements ISecret {
  /** The name of the Secret. */
  abstract readonly name: string;
  /** As cdk8s-plus asks for it: of the Secret. */
  readonly apiVersion = 'v1';
  /** As cdk8s-plus asks for it: of the Secret. */
  readonly kind = 'Secret';
  /** As cdk8s-plus asks for it. */
  readonly apiGroup = '';
  /** As cdk8s-plus asks for it. */
  readonly resourceType = 'secrets';

  /**
   * A key of the Secret as the value of an environment variable: `env: { DB_PASSWORD: db.key('password') }`. After a
   * rotation the variable keeps the old value until the Pod is replaced; files of `SecretFiles` are updated by kubelet.
   */
  key(key: string, props: KeyReferenceProps = {}): EnvSource {
    return EnvSource.secretKey(this, key, props);
  }

  /** As cdk8s-plus asks for it. */
  envValue(key: string, options?: EnvValueFromSecretOptions): EnvValue {
    // Loaded on use: it takes longer to load than an app of a hundred services takes to build.
    const plus = require('cdk8s-plus-28') as typeof import('cdk8s-plus-28');
    return plus.EnvValue.fromSecretValue({ secret: this, key }, options);
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

  /** The keys of the Secret; undefined where they are not known. @internal */
  protected abstract _keys(): readonly string[] | undefined;

  /** @internal */
  get _dataSource(): DataSource {
    return {
      kind: 'Secret',
      namespace: this.namespace,
      emittedName: () => this.name,
      keys: () => this._keys(),
    };
  }
}
