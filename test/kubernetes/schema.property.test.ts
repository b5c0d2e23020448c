import * as fc from 'fast-check';
import { minorOf } from '../../lib/kubernetes/faults';
import {
  type Api,
  type ApiName,
  apiOf,
  type FieldType,
  headsOf,
  knownKinds,
  type Span,
} from '../../lib/kubernetes/fields';
import { checkManifest } from '../../lib/kubernetes/schema';
import { VALUE_KINDS } from '../../lib/kubernetes/values';

const EXAMPLES = new Map<unknown, fc.Arbitrary<unknown>>([
  [VALUE_KINDS.string, fc.string()],
  [VALUE_KINDS.integer, fc.integer()],
  [VALUE_KINDS.number, fc.double({ noNaN: true, noDefaultInfinity: true })],
  [VALUE_KINDS.boolean, fc.boolean()],
  [VALUE_KINDS.quantity, fc.constantFrom(1, 0.5, '250m', '1.5Gi', '2e3', '.5', '-1')],
  [VALUE_KINDS.intOrString, fc.oneof(fc.integer(), fc.constant('25%'))],
  [VALUE_KINDS.base64, fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64'))],
  [VALUE_KINDS.any, fc.json().map((text) => JSON.parse(text))],
]);

/** A manifest of a kind as the table describes it, and all objects in it that have known fields. */
class Sampler {
  public readonly objects: Record<string, unknown>[] = [];

  public constructor(
    private readonly g: fc.GeneratorValue,
    private readonly api: Api,
    private readonly version: string,
  ) {}

  public object(definition: string, depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.objects.push(object);
    for (const [key, field] of this.api.definitionOf(definition).fields) {
      const wanted = field.required || (depth > 0 && this.g(fc.nat, { max: 4 }) === 0);
      if (!wanted || !has(field, this.version)) continue;
      const values = [...(field.values ?? [])]
        .filter(([, since]) => has({ since }, this.version))
        .map(([value]) => value);
      object[key] = this.value(field.type, values, depth - 1);
    }
    return object;
  }

  private value(type: FieldType, values: readonly string[], depth: number): unknown {
    switch (type.shape) {
      case 'list':
        return Array.from({ length: this.g(fc.nat, { max: 2 }) }, () => this.value(type.of, values, depth));
      case 'map':
        return { 'example.com/a': this.value(type.of, values, depth) };
      case 'object':
        return this.object(type.definition, depth);
      case 'value':
        if (values.length === 0) return this.g(() => EXAMPLES.get(type.kind)!);
        return type.kind === VALUE_KINDS.integer
          ? Number(this.g(() => fc.constantFrom(...values)))
          : this.g(() => fc.constantFrom(...values));
    }
  }
}

function has({ since, until }: Span, version: string): boolean {
  return minorOf(since ?? version) <= minorOf(version) && minorOf(version) <= minorOf(until ?? version);
}

const APIS: readonly ApiName[] = ['kubernetes', 'gateway-standard', 'gateway-experimental'];

function sample(g: fc.GeneratorValue) {
  const name = g(() => fc.constantFrom(...APIS));
  const api = apiOf(name);
  const version = g(() => fc.constantFrom(...api.versions));
  const heads = headsOf(name).filter((head) => has(api.kindOf(...head)!, version));
  const [apiVersion, kind] = g(() => fc.constantFrom(...heads));
  const sampler = new Sampler(g, api, version);
  const manifest = Object.assign(sampler.object(api.kindOf(apiVersion, kind)!.definition, 6), { apiVersion, kind });
  const channel = name === 'gateway-standard' ? 'standard' : 'experimental';
  const check = () => checkManifest(manifest, version, { version, channel });
  return { check, objects: sampler.objects };
}

test('any manifest that the table describes has no faults', () => {
  fc.assert(
    fc.property(fc.gen(), (g) => {
      expect(sample(g).check()).toEqual([]);
    }),
  );
});

test('an unknown field in any object of such a manifest is exactly one fault', () => {
  fc.assert(
    fc.property(fc.gen(), (g) => {
      const { check, objects } = sample(g);
      objects[g(fc.nat, { max: objects.length - 1 })]!['x-unknown'] = true;
      expect(check()).toMatchObject([{ rule: 'unknown-field', got: 'x-unknown' }]);
    }),
  );
});

test('anything at all in place of the spec gives faults or none, but never throws', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(...knownKinds()), (json, [apiVersion, kind]) => {
      expect(Array.isArray(checkManifest({ apiVersion, kind, spec: JSON.parse(json) }, '1.36'))).toBe(true);
    }),
  );
});
