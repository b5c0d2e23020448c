import type { DefaultValues } from '../defaults/values';
import { complainTwice } from '../input/names';
import type { Place } from '../input/place';
import type { Port } from '../network/ports';
import { UNREAD_PORTS } from '../network/ports';
import { type ContainerInput } from './container';
import { checkResize } from './container-options';
import { checkContainerSecurity, ownSecurityFields } from './container-security';
import type { FileVolumes, ReadFiles } from './file-volumes';
import { checkHealth } from './health';
import { checkLifecycle, type LifecycleFacts, lifecycleFields } from './lifecycle';
import { checkVolumes, type NamedVolume, namedVolumes, type PodVolume, volumeMountFields } from './mounts';
import { checkResources } from './resources';
import type { ReadSecurity } from './security';
import type { ReadContainer, ReadSideContainer } from './side-container';
import type { ReadSidecar, ReadSidecarLife } from './sidecar';

/** The containers beside the main one, as read, but for their programs. */
export interface ReadSideContainers {
  readonly initContainers?: readonly ReadSideContainer[];
  readonly sidecars?: readonly ReadSidecarLife[];
}

/** The containers beside the main one, as read. */
export interface ReadContainers {
  readonly initContainers?: readonly ReadContainer[];
  readonly sidecars?: readonly ReadSidecar[];
}

/** What the containers are checked against. */
export interface PodFacts extends Omit<LifecycleFacts, 'ports' | 'otherPorts'> {
  /** Whether a container is started again. */
  readonly restarts: boolean;
  /** Whether the Pod is there to end, as that of a Job. */
  readonly ends: boolean;
  /** The main container's name and ports. */
  readonly name: string;
  readonly ports: readonly Port[];
  readonly security: ReadSecurity;
  /** The names of the Pod's volumes. */
  readonly volumes: readonly string[];
  /** The volumes of `files`. */
  readonly volumeOf: FileVolumes['volumeOf'];
}

/** The `files` of all containers of the Pod, of the main one first. */
export function filesOf(read: ReadSideContainers & { readonly files?: readonly ReadFiles[] }): readonly ReadFiles[] {
  return [read, ...(read.initContainers ?? []), ...(read.sidecars ?? [])].flatMap(({ files = [] }) => files);
}

/** The ports of all sidecars. */
export function sidecarPorts({ sidecars = [] }: ReadSideContainers): readonly Port[] {
  return sidecars.flatMap(({ ports = [] }) => ports);
}

/** Complains about what is wrong in a container, and about names and ports that two containers of the Pod have. */
export function checkContainers(read: ReadSideContainers, pod: PodFacts, defaults: DefaultValues, at: Place): void {
  const placed = placedContainers(read, at);
  for (const { container, place } of placed) {
    checkResources(container.resources, defaults, place.key('resources'));
    checkContainerSecurity(container.security ?? {}, pod.security, defaults, place.key('security'));
    checkResize(container, pod.restarts, place);
    checkNamedMounts(container, pod, place);
  }
  (read.sidecars ?? []).forEach((sidecar, index) => {
    const place = at.key('sidecars').item(index);
    const ports = sidecar.ports ?? [];
    const otherPorts = [...pod.ports, ...sidecarPorts(read)].filter((port) => !ports.includes(port));
    checkHealth(sidecar.health ?? {}, ports, otherPorts, place.key('health'));
    checkLifecycle(sidecar.lifecycle ?? {}, { ...pod, ports, otherPorts }, place.key('lifecycle'));
    checkStart(sidecar, place);
    if (pod.ends) checkEnd(sidecar, place);
  });
  const names = [{ name: pod.name, place: at }, ...placed.map(({ container, place }) => ({ ...container, place }))];
  complainTwice(
    names.filter(({ name }) => name !== ''),
    ({ name }) => name,
    (index) => names[index]!.place.key('name'),
    (name, first) => ({
      rule: 'duplicate-container',
      what: first === 0 ? 'is also the name of the main container' : `is also the name of ${names[first]!.place.path}`,
      fix: `name it something else than ${name}`,
    }),
  );
  checkPodPorts(read, pod.ports, at);
}

function placedContainers(read: ReadSideContainers, at: Place) {
  return (['initContainers', 'sidecars'] as const).flatMap((key) =>
    (read[key] ?? []).map((container: ReadSideContainer, index) => ({ container, place: at.key(key).item(index) })),
  );
}

function checkStart({ native, startsFirst }: ReadSidecarLife, place: Place): void {
  if (native !== false || !startsFirst) return;
  place.key('startsFirst').complain({
    rule: 'not-native',
    what: 'is given, but the sidecar is not native: it starts with the main container',
    got: true,
    allowed: 'startsFirst for a native sidecar',
    fix: 'remove native: false',
  });
}

/** A Job's Pod is done when all of its containers are, native sidecars excepted: KEP-753. */
function checkEnd({ native }: ReadSidecarLife, place: Place): void {
  if (native !== false) return;
  place.key('native').complain({
    rule: 'sidecar-never-ends',
    severity: 'unsafe',
    what: 'makes the Job wait for the sidecar: it is not done before that ends, too',
    got: false,
    allowed: 'a native sidecar, which is stopped when the main container is done',
    fix: 'write native: true, or accept it where the sidecar ends by itself',
  });
}

/** The containers of a Pod share one address, and a Service finds a port by its name among all of them. */
function checkPodPorts(read: ReadSideContainers, ports: readonly Port[], at: Place): void {
  const own = ports === UNREAD_PORTS ? [] : ports;
  const others = (read.sidecars ?? []).flatMap((sidecar, index) =>
    (sidecar.ports ?? []).map((port, of) => ({ port, place: at.key('sidecars').item(index).key('ports').item(of) })),
  );
  const all = [...own.map((port) => ({ port, place: undefined })), ...others];
  for (const [index, { port, place }] of all.entries()) {
    if (!place || port.name === '') continue;
    const before = all.slice(0, index);
    const protocol = port.protocol ?? 'TCP';
    const listens = ({ port: other }: (typeof all)[number]) =>
      other.targetPort === port.targetPort && (other.protocol ?? 'TCP') === protocol;
    const serves = ({ port: other }: (typeof all)[number]) =>
      !other.podOnly && !port.podOnly && other.port === port.port && (other.protocol ?? 'TCP') === protocol;
    const twice = (key: string, got: unknown, what: string) =>
      place.key(key).complain({
        rule: 'duplicate-port',
        what,
        got,
        allowed: 'each once in a Pod',
        fix: `give it another ${key}`,
      });
    if (before.some(({ port: other }) => other.name === port.name)) {
      twice('name', port.name, 'is also the name of another port of the Pod');
    } else if (before.some(listens)) {
      twice('port', port.targetPort, 'is also listened on by another container of the Pod');
    } else if (before.some(serves)) {
      twice('servicePort', port.port, 'is also the port of the Service for another port');
    }
  }
}

function checkNamedMounts(container: ReadSideContainer, { volumes, volumeOf }: PodFacts, place: Place): void {
  const named = Object.entries(container.mounts ?? {});
  for (const [name] of named) {
    if (volumes.includes(name)) continue;
    place
      .key('mounts')
      .key(name)
      .complain({
        rule: 'unknown-volume',
        what: 'is no volume of the Pod',
        got: name,
        allowed: volumes.join(', ') || 'none: the Pod has no volumes',
        fix: volumes.length > 0 ? `write ${volumes[0]}` : 'add the volume to storage, or the path to writable',
      });
  }
  const files = container.files?.length ?? 0;
  const byName = named.map(([name, mounts]) => ({
    volume: { mounts },
    mountPlaces: mounts.map(() => place.key('mounts').key(name)),
  }));
  const own = ownVolumes(container, volumeOf).map((volume, index) => {
    const at = index < files ? place.key('files').item(index) : place.key('writable').item(index - files);
    return { volume, mountPlaces: volume.mounts.map(() => at) };
  });
  checkVolumes([...byName, ...own]);
}

/** The volumes that a container has for itself. */
function ownVolumes(
  { files = [], writable = [] }: ReadSideContainer,
  volumeOf: FileVolumes['volumeOf'],
): readonly PodVolume[] {
  return [
    ...files.map(volumeOf),
    ...writable.map((mountPath) => ({ source: { emptyDir: {} }, mounts: [{ mountPath }] })),
  ];
}

/** What the containers beside the main one are made from. */
export interface FurtherContainers {
  readonly initContainers: readonly ContainerInput[];
  readonly containers: readonly ContainerInput[];
  /** The volumes that they have for themselves. */
  readonly volumes: readonly NamedVolume[];
}

/** Puts the containers in the order in which they start: native sidecars after the init containers, unless they start first. */
export function furtherContainers(
  { initContainers = [], sidecars = [] }: ReadContainers,
  waits: readonly ContainerInput[],
  volumeOf: FileVolumes['volumeOf'],
  defaults: DefaultValues,
): FurtherContainers {
  const native = sidecars.filter((sidecar) => sidecar.native !== false);
  const asInput = (sidecar: ReadSidecar) => sidecarInput(sidecar, volumeOf, defaults);
  return {
    initContainers: [
      ...native.filter(({ startsFirst }) => startsFirst).map(asInput),
      ...waits,
      ...initContainers.map((container) => containerInput(container, volumeOf, defaults)),
      ...native.filter(({ startsFirst }) => !startsFirst).map(asInput),
    ],
    containers: sidecars.filter((sidecar) => sidecar.native === false).map(asInput),
    volumes: [...initContainers, ...sidecars].flatMap((container) => ownNamedVolumes(container, volumeOf)),
  };
}

function containerInput(
  read: ReadContainer,
  volumeOf: FileVolumes['volumeOf'],
  defaults: DefaultValues,
): ContainerInput {
  const { name, image, imagePullPolicy, command, args, workingDir, envFrom, env = {}, resources, security = {} } = read;
  const byName = Object.entries(read.mounts ?? {}).map(([volume, mounts]) => ({ name: volume, mounts }));
  return {
    name,
    image,
    imagePullPolicy,
    command,
    args,
    workingDir,
    envFrom,
    env,
    resources,
    ports: [],
    health: {},
    securityContext: ownSecurityFields(security, defaults),
    volumeMounts: volumeMountFields([...byName, ...ownNamedVolumes(read, volumeOf)]),
    options: read,
  };
}

/** Volumes of one container carry its name, so that they are never those of another container or of the Pod. */
function ownNamedVolumes(read: ReadSideContainer, volumeOf: FileVolumes['volumeOf']): readonly NamedVolume[] {
  return namedVolumes(ownVolumes(read, volumeOf)).map((volume) => ({
    ...volume,
    name: `${read.name}-${volume.name}`.slice(0, 63).replace(/-+$/, ''),
  }));
}

function sidecarInput(read: ReadSidecar, volumeOf: FileVolumes['volumeOf'], defaults: DefaultValues): ContainerInput {
  const { ports = [], health = {}, lifecycle = {}, native } = read;
  return {
    ...containerInput(read, volumeOf, defaults),
    restartPolicy: native === false ? undefined : 'Always',
    ports,
    health,
    lifecycle: lifecycleFields(lifecycle, ports),
  };
}
