import type { Severity } from '../errors/problem';
import { isLabelKey, isLabelValue, LABEL_KEY_ALLOWED, LABEL_VALUE_ALLOWED } from '../kubernetes/labels';
import { hasForm, NAME_FORMS, type NameForm, serviceNameForm, toForm } from '../kubernetes/names';
import type { Place } from './place';
import { type Reader, wrong } from './reader';
import { text, textThat } from './readers';

/** A text of one of the API's name forms. */
export function nameOf(form: NameForm, what = 'a name'): Reader<string> {
  return textThat(
    `${what} of ${NAME_FORMS[form].allowed}`,
    (value) => hasForm(value, form),
    (value) => `write ${toForm(value, form)}`,
  );
}

/** A host; of a URL, or beside a port, it is the host in it that was meant. */
export function hostThat(allowed: string, accepts: (value: string) => boolean): Reader<string> {
  return textThat(allowed, accepts, (value) => {
    const [, host] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/:?#]+)(?::\d*)?(?:[/?#].*)?$/i.exec(value.trim()) ?? [];
    return host !== undefined && accepts(host.toLowerCase()) ? `write ${host.toLowerCase()}` : undefined;
  });
}

/** A name of a ConfigMap, Secret, StorageClass and most other objects. */
export const objectName: Reader<string> = nameOf('dns-1123-subdomain');

/** A name of a Service, in a version of Kubernetes. */
export function serviceName(kubernetesVersion: string): Reader<string> {
  return nameOf(serviceNameForm(kubernetesVersion));
}

/**
 * The name that a construct's objects are given instead of its id; its form is another question. Where it is no text, which is
 * an error, they keep the id.
 */
export const givenName: Reader<string> = {
  ...text,
  read: (value, at) => (typeof value === 'string' ? value : wrong(value, at, text.allowed, undefined as never)),
};

/** A key of a label or an annotation. */
export const labelKey: Reader<string> = textThat(LABEL_KEY_ALLOWED, isLabelKey);

/** A value of a label. */
export const labelValue: Reader<string> = textThat(LABEL_VALUE_ALLOWED, isLabelValue);

/** An absolute path in a container: below the root, over which nothing can be mounted, and in its plainest form. */
export const containerPath: Reader<string> = textThat(
  "an absolute path below '/', such as '/var/lib/data', without ':', '//', '.' or '..'",
  isContainerPath,
  (value) => (isContainerPath(`/${value}`) && !value.startsWith('/') ? `write '/${value}'` : undefined),
);

function isContainerPath(value: string): boolean {
  return /^(\/(?!\.{1,2}(\/|$))[^/:\0]+)+\/?$/.test(value);
}

/** A path below a folder: the API refuses one that leaves it. */
export const pathInFolder: Reader<string> = textThat(
  "a path below the folder, such as 'tls/ca.crt'",
  (value) => value !== '' && !value.startsWith('/') && !value.split('/').includes('..'),
  (value) => (/^\/+[^/.]/.test(value) ? `write '${value.replace(/^\/+/, '')}'` : undefined),
);

/** A registry, with a path below it or without: `registry.example.com/hub`, `localhost:5000`. */
export const imageHost: Reader<string> = textThat(
  "a registry such as 'docker.io' or 'registry.example.com/hub'",
  (value) =>
    /^(localhost|[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+|[a-zA-Z0-9.-]+(?=:)|\[[a-fA-F0-9:]+\])(:\d+)?(\/[a-z0-9._-]+)*$/.test(
      value,
    ),
  (value) => (/^https?:\/\//.test(value) ? `write '${value.replace(/^https?:\/\/|\/+$/g, '')}'` : undefined),
);

/** Records values that stand twice in a list. */
export function complainTwice<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  at: (index: number) => Place,
  what: (
    key: string,
    first: number,
  ) => { readonly rule: string; readonly severity?: Severity; readonly what: string; readonly fix: string },
  mayRepeat: (item: T) => boolean = () => false,
): void {
  if (items.length < 2) return;
  const seen = new Map<string, number>();
  items.forEach((item, index) => {
    if (mayRepeat(item)) return;
    const key = keyOf(item);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else at(index).complain({ ...what(key, first), got: key, allowed: 'each once' });
  });
}

/** Lists in which each stands once: the API server refuses the second. */
export function eachOnce<T extends string | number>(items: Reader<readonly T[]>): Reader<readonly T[]> {
  return {
    ...items,
    read(value, at) {
      const read = items.read(value, at);
      complainTwice(
        read,
        (one) => String(one),
        (index) => at.item(index),
        () => ({ rule: 'duplicate-value', what: 'is named twice', fix: 'name it once' }),
      );
      return [...new Set(read)];
    },
  };
}
