import { type Field, optional, type Reader, type ReadOf, required, shape } from '../input/reader';
import { flag, list, oneOf } from '../input/readers';
import { type Port, type Protocol, portName, portNumber } from '../network/ports';
import { type Health, health } from './health';
import { LIFECYCLE, type LifecycleProps } from './lifecycle';
import { CONTAINER_FIELDS, type ContainerProps, type ReadSideContainer } from './side-container';

/** A port of a sidecar. */
export interface SidecarPortProps {
  /** The port's name, at most 15 characters; it differs from those of the Pod's other ports. */
  readonly name: string;
  /** The port that the sidecar listens on. All containers of a Pod share one address. */
  readonly port: number;
  /**
   * The port of the Service that sends here.
   * @default - none: the Service does not have it; the NetworkPolicy lets callers of the Pods in all the same
   */
  readonly servicePort?: number;
  /** @default 'TCP' */
  readonly protocol?: Protocol;
}

/** What sidecars say of their ports and their life. */
export interface SidecarLifeProps {
  /**
   * Its ports.
   * @default - none
   */
  readonly ports?: readonly SidecarPortProps[];
  /**
   * How kubelet finds out whether it is ready and alive. A native sidecar with a startup probe holds up the containers
   * after it until that answers.
   * @default - no probes
   */
  readonly health?: Health;
  /** What happens around its life. @default - nothing */
  readonly lifecycle?: LifecycleProps;
  /**
   * Whether it is an init container with `restartPolicy: Always`: it starts before the main container and stops after it,
   * and a Job ends without it. Kubernetes has that since 1.29. Otherwise it is one more container,
   * and a Job waits for its end: an unsafe finding, `sidecar-never-ends`.
   * @default true
   */
  readonly native?: boolean;
  /**
   * Whether a native one starts before the waits and the init containers, as a proxy does that they need.
   * @default false
   */
  readonly startsFirst?: boolean;
}

/** A program that runs beside the main container. */
export interface SidecarProps extends ContainerProps, SidecarLifeProps {}

const PORT = shape<SidecarPortProps>()('a port', {
  name: required(portName),
  port: required(portNumber),
  servicePort: optional(portNumber),
  protocol: optional(oneOf<Protocol>('TCP', 'UDP', 'SCTP')),
});

const port: Reader<Port> = {
  ...PORT,
  fallback: { name: '', port: 1, targetPort: 1, peersOnly: false, podOnly: true },
  read(value, at) {
    const { servicePort, port: targetPort, ...rest } = PORT.read(value, at);
    return {
      ...rest,
      port: servicePort ?? targetPort,
      targetPort,
      peersOnly: false,
      podOnly: servicePort === undefined,
    };
  },
};

export const SIDECAR_LIFE_FIELDS = {
  ports: optional(list(port)),
  health: optional(health),
  lifecycle: optional(LIFECYCLE),
  native: optional(flag),
  startsFirst: optional(flag),
} satisfies Record<keyof SidecarLifeProps, Field<unknown>>;

const FIELDS = { ...CONTAINER_FIELDS, ...SIDECAR_LIFE_FIELDS } satisfies Record<keyof SidecarProps, Field<unknown>>;

/** A sidecar as read, but for its program. */
export type ReadSidecarLife = ReadSideContainer & ReadOf<typeof SIDECAR_LIFE_FIELDS>;

/** A sidecar as read. */
export type ReadSidecar = ReadOf<typeof FIELDS>;

export const sidecars = list(shape<SidecarProps>()('a sidecar', FIELDS));
