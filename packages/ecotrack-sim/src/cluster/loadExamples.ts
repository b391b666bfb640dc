import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  renderKustomization,
  type KubeObject,
  type Rendered,
} from '@ecotrack/mesh-engine';

/** Renders a kustomization of the examples, with what cannot be rendered. */
export function renderExamples(examplesDir: string, folder: string): Rendered {
  return renderKustomization(path => {
    const file = join(examplesDir, path);
    return existsSync(file) && statSync(file).isFile()
      ? readFileSync(file, 'utf8')
      : undefined;
  }, folder);
}

/** Renders a kustomization of the examples. @throws when anything of it cannot be rendered. */
export function loadExamples(
  examplesDir: string,
  folder: string,
): KubeObject[] {
  const { resources, findings } = renderExamples(examplesDir, folder);
  if (findings.length > 0) {
    const lines = findings.map(
      ({ origin, message }) => `${origin?.file}:${origin?.line} ${message}`,
    );
    throw new Error(`${folder} cannot be rendered:\n${lines.join('\n')}`);
  }
  return resources.map(({ object }) => object);
}
