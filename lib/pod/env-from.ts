import { checkUse, type DataUse } from '../config/data-source';
import { configMapReference, type NamedObject, type Reference, secretReference } from '../config/references';
import { Choice, choice } from '../input/choice';
import { optional, type Reader, shape } from '../input/reader';
import { flag, textThat } from '../input/readers';
import type { EnvFromSource } from '../kubernetes/generated';

/** How all keys of an object become variables. */
export interface EnvFromProps {
  /**
   * What stands before each key to make the variable's name.
   * @default - nothing
   */
  readonly prefix?: string;
  /**
   * Start the container also when the object is missing; there are no variables of it then.
   * @default false
   */
  readonly optional?: boolean;
}

const ENV_FROM = shape<EnvFromProps>()('EnvFrom', {
  prefix: optional(
    textThat('the beginning of variable names: printable ASCII characters without =', (prefix) =>
      /^[\x20-\x3c\x3e-\x7e]*$/.test(prefix),
    ),
  ),
  optional: optional(flag),
});

/** What reading one source of variables gives. */
export interface ReadEnvFrom {
  readonly fields: EnvFromSource;
  readonly use?: DataUse;
}

/** All keys of a ConfigMap or a Secret as variables. Those of `env` win, and of two sources the later one. */
export class EnvFrom extends Choice<ReadEnvFrom> {
  /**
   * All keys of a ConfigMap in the same namespace.
   * @param configMap its name, a ConfigMap of ours or one of cdk8s-plus
   */
  static configMap(configMap: string | NamedObject, props: EnvFromProps = {}): EnvFrom {
    return EnvFrom.of('configMapRef', configMapReference, configMap, props);
  }

  /**
   * All keys of a Secret in the same namespace. A rotation reaches the variables when the Pod is restarted.
   * @param secret its name, an ExternalSecret, a SealedSecret or one of cdk8s-plus
   */
  static secret(secret: string | NamedObject, props: EnvFromProps = {}): EnvFrom {
    return EnvFrom.of('secretRef', secretReference, secret, props);
  }

  private static of(
    field: 'configMapRef' | 'secretRef',
    reader: Reader<Reference>,
    object: string | NamedObject,
    props: EnvFromProps,
  ): EnvFrom {
    return new EnvFrom('EnvFrom', (at) => {
      const { prefix, ...rest } = ENV_FROM.read(props, at);
      const { name, source } = reader.read(object, at.key('name'));
      if (source) checkUse(source, [], rest.optional ?? false, at.key('name'));
      // A getter: the name of a content-named ConfigMap is complete when the Pods are rendered.
      const fields = {
        prefix,
        get [field]() {
          return { name: name(), ...rest };
        },
      };
      return { fields, use: source && { source } };
    });
  }
}

export const envFrom = choice<ReadEnvFrom>('EnvFrom', "EnvFrom.configMap('web-settings')", {
  fields: { configMapRef: { name: '' } },
});

/** The container's sources of variables. */
export function envFromFields(read: readonly ReadEnvFrom[]): readonly EnvFromSource[] | undefined {
  return read.length > 0 ? read.map(({ fields }) => fields) : undefined;
}
