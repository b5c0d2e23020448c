import { Chart } from 'cdk8s';
import { Construct } from 'constructs';

/** How a library says the parts that all shapes consist of. */
export interface Parts {
  /** A Deployment with a Service, an Ingress, an autoscaler, and what makes them safe. */
  service(scope: Construct, name: string): void;
  /** A Deployment without ports. */
  worker(scope: Construct, name: string): void;
  /** A StatefulSet of three members. */
  cluster(scope: Construct, name: string): void;
  /** What the charts of one target cluster stand below. */
  environment(scope: Construct, id: string): Construct;
}

type Shape = (app: Construct, size: number, parts: Parts) => void;

const SERVICES_OF_AN_ENVIRONMENT = 50;

function unitChart(scope: Construct, n: number, namespace = 'shop'): Chart {
  return new Chart(scope, `unit-${n}`, { namespace, disableResourceNameHashes: true });
}

function units(size: number): readonly number[] {
  return Array.from({ length: size }, (_, n) => n);
}

/** What is measured: so many units, laid out in charts and tied together in different ways. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  /** A chart, and so a file, for each service. */
  services(app, size, parts) {
    for (const n of units(size)) parts.service(unitChart(app, n), `unit-${n}`);
  },
  /** All in one chart. */
  deployments(app, size, parts) {
    const chart = new Chart(app, 'deployments', { namespace: 'shop', disableResourceNameHashes: true });
    for (const n of units(size)) parts.worker(chart, `unit-${n}`);
  },
  clusters(app, size, parts) {
    for (const n of units(size)) parts.cluster(unitChart(app, n), `unit-${n}`);
  },
  /** Each chart depends on the one before. */
  chain(app, size, parts) {
    let before: Chart | undefined;
    for (const n of units(size)) {
      const chart = unitChart(app, n);
      parts.service(chart, `unit-${n}`);
      if (before) chart.addDependency(before);
      before = chart;
    }
  },
  /** One half depends on the other: one dependency said, objects × objects meant. */
  edges(app, size, parts) {
    const chart = new Chart(app, 'edges', { namespace: 'shop', disableResourceNameHashes: true });
    const [base, rest] = [new Construct(chart, 'base'), new Construct(chart, 'rest')];
    rest.node.addDependency(base);
    for (const n of units(size)) parts.worker(n % 2 === 0 ? base : rest, `unit-${n}`);
  },
  /** Fifty services for each environment, in a namespace of its own. */
  environments(app, size, parts) {
    let environment = app;
    for (const n of units(size)) {
      const id = `environment-${Math.floor(n / SERVICES_OF_AN_ENVIRONMENT)}`;
      const within = n % SERVICES_OF_AN_ENVIRONMENT;
      if (within === 0) environment = parts.environment(app, id);
      parts.service(unitChart(environment, within, id), `unit-${within}`);
    }
  },
};

/** The words in which units differ: what stands for those of unit 0 makes the other ones. */
export const WORDS: Readonly<Record<string, (n: number) => readonly string[]>> = {
  environments: (n) => [
    `environment-${Math.floor(n / SERVICES_OF_AN_ENVIRONMENT)}`,
    `unit-${n % SERVICES_OF_AN_ENVIRONMENT}`,
  ],
};

/** The shape and the size that the bench asks for. */
export function build(app: Construct, parts: Parts): void {
  SHAPES[process.env.BENCH_SHAPE ?? 'services']!(app, Number(process.env.BENCH_SIZE ?? 1), parts);
}
