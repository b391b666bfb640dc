import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../toolchain.mjs';

const require = createRequire(import.meta.url);
const { Mesh } = require(join(root, 'packages/mesh-engine/src/index.ts'));
const {
  applyPlan,
  builtInTemplates,
  EnvironmentReader,
  ParameterValidator,
} = require(join(root, 'packages/mesh-changes/src/index.ts'));

const reader = new EnvironmentReader();
const template = builtInTemplates.find(({ id }) => id === 'onboard-service');
const validator = new ParameterValidator();

/** The files with a service onboarded. @throws when its parameters are wrong */
export function onboard(files, folder, parameters) {
  const problems = validator.validate(template, parameters);
  if (problems.length > 0) {
    throw new Error(
      `${parameters.service}: ${problems
        .map(({ field, message }) => `${field} ${message}`)
        .join(' ')}`,
    );
  }
  const mesh = Mesh.from(reader.render(files, folder).resources);
  const plan = template.plan(parameters, { mesh, declared: mesh });
  const edited = new Map(files);
  for (const { path, after } of applyPlan(files, { folder }, plan, mesh, reader)
    .files) {
    if (after === undefined) {
      edited.delete(path);
    } else {
      edited.set(path, after);
    }
  }
  return edited;
}
