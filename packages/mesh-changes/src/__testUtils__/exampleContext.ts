import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Mesh, renderKustomization } from '@ecotrack/mesh-engine';
import type { RepositoryFiles } from '../files/types';
import type { PlanContext } from '../templates/types';

const EXAMPLES = join(__dirname, '../../../../examples');

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

/** Folders that are not manifests of a cluster. */
const LEFT_OUT = ['catalog', 'onboarding', 'templates'];

/** The manifests of the examples, as a repository. */
export function exampleFiles(): RepositoryFiles {
  return new Map(
    walk(EXAMPLES)
      .map((path): [string, string] => [relative(EXAMPLES, path), path])
      .filter(([name]) => !LEFT_OUT.includes(name.split('/')[0]))
      .map(([name, path]) => [name, readFileSync(path, 'utf8')]),
  );
}

/** What a template sees of an environment of the examples: `ecotrack/overlays/production`, `tai`, `acgs2`. */
export function exampleContext(folder: string): PlanContext {
  const { resources, findings } = renderKustomization(path => {
    const file = join(EXAMPLES, path);
    return existsSync(file) && statSync(file).isFile()
      ? readFileSync(file, 'utf8')
      : undefined;
  }, folder);
  const mesh = Mesh.from(resources, {}, findings);
  return { mesh, declared: mesh };
}
