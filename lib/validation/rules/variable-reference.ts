import { nearest } from '../../kubernetes/nearest';
import type { Manifest } from '../../manifests/manifest';
import { at, items, POD_KINDS, podTemplateOf } from '../../manifests/workloads';
import type { FoundWithin, Rule } from '../rule';

/** `$(NAME)` not preceded by another `$`: k8s.io/kubernetes third_party/forked/golang/expansion. */
const REFERENCE = /\$(\$|\(([A-Za-z_][A-Za-z0-9_.-]*)\))/g;

/** What kubelet itself puts into every container, and for each Service with enableServiceLinks. */
const OF_SERVICES = /_(SERVICE_(HOST|PORT(_\w+)?)|PORT(_\w+)?)$/;

/**
 * A reference `$(NAME)` names a variable that is known where it stands; kubelet leaves every other one as it is, and the
 * program gets the text `$(NAME)`. In a variable's value only those that stand before it are known, and those of envFrom
 * (kubernetes pkg/kubelet/kubelet_pods.go, makeEnvironmentVariables); in command and arguments all. A mount whose `subPathExpr`
 * names none is worse: the container does not start («missing value for …», third_party/forked/golang/expansion and
 * pkg/kubelet/container/helpers.go, ExpandContainerVolumeMounts).
 */
export const variableReference: Rule = {
  name: 'unknown-variable',
  severity: 'unsafe',
  kinds: ['ConfigMap', ...POD_KINDS],
  *check({ manifests }) {
    const configMaps = new Map(
      manifests.filter(({ kind }) => kind === 'ConfigMap').map((map) => [placeOf(map, map.metadata?.name), map]),
    );
    for (const [index, manifest] of manifests.entries()) {
      const template = podTemplateOf(manifest);
      if (!template) continue;
      const links = template.spec.enableServiceLinks !== false;
      for (const { path, container } of template.containers) {
        const given = variablesFrom(container, (name) => configMaps.get(placeOf(manifest, name)));
        for (const found of checkContainer(container, given, links)) {
          yield { manifest: index, ...found, what: `${path}.${found.what}` };
        }
      }
    }
  },
};

function placeOf({ metadata }: Manifest, name: unknown): string {
  return `${metadata?.namespace}/${name}`;
}

/** The variables of envFrom; undefined where they are not known. */
function variablesFrom(
  container: unknown,
  configMap: (name: unknown) => Manifest | undefined,
): readonly string[] | undefined {
  const names: string[] = [];
  for (const source of items(at(container, 'envFrom'))) {
    const map = configMap(at(source, 'configMapRef', 'name'));
    if (!map) return undefined;
    const prefix = at(source, 'prefix');
    const keys = Object.keys((at(map, 'data') as object | undefined | null) ?? {});
    names.push(...keys.map((key) => `${typeof prefix === 'string' ? prefix : ''}${key}`));
  }
  return names;
}

function* checkContainer(
  container: unknown,
  given: readonly string[] | undefined,
  links: boolean,
): Iterable<FoundWithin> {
  const env = items(at(container, 'env'));
  const names = env.map((variable) => at(variable, 'name'));
  const ofKubelet = (name: string) => name.startsWith('KUBERNETES_') || (links && OF_SERVICES.test(name));
  const known = new Set<unknown>(given);
  for (const [index, variable] of env.entries()) {
    for (const name of referencesIn(at(variable, 'value'))) {
      const later = names.indexOf(name) >= index;
      // Sources that are not in the output may give any name, but none that `env` gives later.
      if (known.has(name) || ofKubelet(name) || (given === undefined && !later)) continue;
      const own = names.indexOf(name) === index;
      const why = own ? 'itself' : later ? 'a variable that stands later' : 'a variable that there is not';
      const fix = later && !own ? `move ${name} before it` : undefined;
      yield asText({ what: `env[${index}].value refers to ${why}`, name, known, fix });
    }
    known.add(names[index]);
  }
  if (given === undefined) return;
  for (const [index, mount] of items(at(container, 'volumeMounts')).entries()) {
    for (const name of referencesIn(at(mount, 'subPathExpr'))) {
      if (known.has(name)) continue;
      const what = `volumeMounts[${index}].subPathExpr refers to a variable that there is not: the container would not start`;
      yield finding({ what, name, known });
    }
  }
  for (const field of ['command', 'args']) {
    for (const [index, argument] of items(at(container, field)).entries()) {
      for (const name of referencesIn(argument)) {
        // In a shell's script `$(hostname)` is a command; variables are called in capitals.
        if (known.has(name) || ofKubelet(name) || !/^[A-Z_][A-Z0-9_]*$/.test(name)) continue;
        yield asText({ what: `${field}[${index}] refers to a variable that there is not`, name, known });
      }
    }
  }
}

interface Reference {
  readonly what: string;
  readonly name: string;
  readonly known: ReadonlySet<unknown>;
  readonly fix?: string;
}

function finding({ what, name, known, fix }: Reference): FoundWithin & { readonly fix: string } {
  const names = [...known].filter((one): one is string => typeof one === 'string');
  const near = nearest(name, names);
  return {
    what,
    got: `$(${name})`,
    allowed: names.join(', ') || 'none: no variable is known here',
    fix: fix ?? (near ? `write $(${near})` : `add ${name} to env`),
  };
}

/** Where nothing but the text would be wrong, it may be what is meant. */
function asText(reference: Reference): FoundWithin {
  const found = finding(reference);
  const fix = `${found.fix}; write $$(${reference.name}) where the text is meant`;
  return { ...found, what: `${found.what}: the program would get the text`, fix };
}

function referencesIn(text: unknown): readonly string[] {
  if (typeof text !== 'string' || !text.includes('$(')) return [];
  return [...new Set([...text.matchAll(REFERENCE)].flatMap((match) => match[2] ?? []))];
}
