import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { WORDS } from './apps/shapes';
import { chartValues } from './chart/values';
import type { OutputFile } from './output';

/** What the other tools are given to make the same objects from. */
export interface Twins {
  readonly floor: string;
  /** A chart that has the objects word for word, but for what differs between units. */
  readonly helm: string;
  /** A chart as people write it: named templates, and values for what a user says of each service. */
  readonly chart: string;
  readonly kustomize: string;
}

/** The words of a unit, by which its text differs from that of unit 0. */
function wordsOf(shape: string, n: number): readonly string[] {
  return WORDS[shape]?.(n) ?? [`unit-${n}`];
}

function replaced(text: string, shape: string, by: (word: number) => string): string {
  return wordsOf(shape, 0).reduce((result, word, index) => result.replaceAll(word, by(index)), text);
}

/** @param unit the YAML of unit 0 alone, from which all are made; `files` what is to be written in the end */
export function makeTwins(
  folder: string,
  shape: string,
  size: number,
  unit: string,
  files: readonly OutputFile[],
): Twins {
  const at = (name: string) => path.join(folder, name);
  const twins = { floor: at('floor.js'), helm: at('helm'), chart: at('chart'), kustomize: at('kustomize') };
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const words = Array.from({ length: size }, (_, n) => wordsOf(shape, n));
  fs.writeFileSync(twins.floor, floor(unit, shape, words, files));
  writeAll(twins.helm, helm(unit, shape, words));
  if (shape === 'services') writeChart(twins.chart, words.flat());
  writeAll(twins.kustomize, kustomize(unit, shape, words));
  return twins;
}

function writeAll(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
}

/**
 * Nothing but what nobody can leave out: Node starts, has the objects, makes them text, and writes as many bytes to as
 * many files. It does not check anything, and its text is JSON, cut or padded to the length of the YAML.
 */
function floor(
  unit: string,
  shape: string,
  words: readonly (readonly string[])[],
  files: readonly OutputFile[],
): string {
  const objects = JSON.stringify(parseAllDocuments(unit).map((document) => document.toJSON()));
  const literal = replaced(objects, shape, (word) => `\${word[${word}]}`).replace(
    /"((?:[^"\\]|\\.)*)"/g,
    (text, inner) => (inner.includes('${') ? `\`${inner}\`` : text),
  );
  return `const fs = require('node:fs');
const path = require('node:path');
const out = process.env.CDK8S_OUTDIR;
const words = ${JSON.stringify(words)};
const files = ${JSON.stringify(files.map(({ path: name, bytes }) => [name, bytes]))};
const objectsOf = (word) => (${literal});
const all = words.map(objectsOf);
if (process.env.BENCH_COUNT) console.log(all.flat().map(({ kind }) => 'kind: ' + kind).join('\\n'));
const made = new Set();
for (let f = 0; f < files.length; f++) {
  const [name, bytes] = files[f];
  const [from, to] = [f, f + 1].map((n) => Math.floor((n * all.length) / files.length));
  const text = all.slice(from, to).map((objects) => objects.map((one) => JSON.stringify(one)).join('\\n')).join('\\n');
  const file = path.join(out, name);
  const folder = path.dirname(file);
  if (!made.has(folder)) fs.mkdirSync(folder, { recursive: true });
  made.add(folder);
  fs.writeFileSync(file, text.slice(0, bytes).padEnd(bytes));
}
`;
}

function helm(unit: string, shape: string, words: readonly (readonly string[])[]): Readonly<Record<string, string>> {
  const template = replaced(unit, shape, (word) => `{{ index . ${word} }}`);
  return {
    'Chart.yaml': 'apiVersion: v2\nname: bench\nversion: 1.0.0\n',
    'values.yaml': `units:\n${words.map((of) => `  - ${JSON.stringify(of)}\n`).join('')}`,
    'templates/units.yaml': `{{- range .Values.units }}\n---\n${template}{{- end }}\n`,
  };
}

function writeChart(folder: string, names: readonly string[]): void {
  fs.cpSync(path.join(__dirname, 'chart'), folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'values.yaml'), stringify(chartValues(names)));
}

/** Finished YAML, as a list of resources: the least that it can be asked for. */
function kustomize(
  unit: string,
  shape: string,
  words: readonly (readonly string[])[],
): Readonly<Record<string, string>> {
  const units = words.map((of, n) => [`units/${n}.yaml`, replaced(unit, shape, (word) => of[word]!)] as const);
  const list = units.map(([name]) => `  - ${name}\n`).join('');
  return { ...Object.fromEntries(units), 'kustomization.yaml': `resources:\n${list}` };
}
