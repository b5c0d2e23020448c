import { Chart, Testing } from 'cdk8s';
import { App, type AppProps, type Defaults, Environment, Platform, type PlatformProps, type Problem } from '../../lib';
import { SynthesisError } from '../../lib/errors/synthesis-error';
import type { Manifest } from '../../lib/manifests/manifest';
import { synthesize } from '../../lib/synth/synthesize';

/** What the chart of a test is in. */
export interface Setting {
  readonly namespace?: string;
  readonly platform?: Partial<PlatformProps>;
  readonly defaults?: Defaults;
}

/** An app with one chart `test`, in an environment `env` where a platform is given. */
export function appWith<T>(make: (chart: Chart) => T, { namespace, platform, defaults }: Setting = {}) {
  const app = newApp({ defaults });
  const scope = platform
    ? new Environment(app, 'env', { platform: Platform.define({ kubernetesVersion: '1.35', ...platform }) })
    : app;
  const made = make(new Chart(scope, 'test', { namespace }));
  return { app, made };
}

/** An app that nobody wants to hear of when the process ends. */
export function newApp(props: AppProps = {}): App {
  return new App({ ...props, outdir: props.outdir ?? Testing.app().outdir });
}

/** All manifests of an app, in their order. */
export function manifestsOf(app: App): readonly Manifest[] {
  return synthesize(app, '.k8s.yaml').flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
}

/** What a test's chart emits, by `Kind/name`, as the YAML will hold it. */
export function emitted(make: (chart: Chart) => unknown, setting?: Setting): Readonly<Record<string, Manifest>> {
  const { app } = appWith(make, setting);
  return Object.fromEntries(
    manifestsOf(app).map((manifest) => [
      `${manifest.kind}/${manifest.metadata?.name}`,
      JSON.parse(JSON.stringify(manifest)) as Manifest,
    ]),
  );
}

/** The problems that an app is refused for; none when it is not. Anything but a SynthesisError fails the test. */
export function problemsOf(app: App): readonly Problem[] {
  try {
    manifestsOf(app);
    return [];
  } catch (error) {
    if (error instanceof SynthesisError) return error.problems;
    throw error;
  }
}

/** The problems of a test's chart. */
export function problems(make: (chart: Chart) => unknown, setting?: Setting): readonly Problem[] {
  return problemsOf(appWith(make, setting).app);
}
