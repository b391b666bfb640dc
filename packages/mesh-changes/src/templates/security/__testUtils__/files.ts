import { Mesh, refOf } from '@ecotrack/mesh-engine';
import { exampleFiles } from '../../../__testUtils__/exampleContext';
import { applyPlan } from '../../../files/applyPlan';
import { EnvironmentReader } from '../../../files/EnvironmentReader';
import { isSame } from '../../../values/values';
import type { ChangeTemplate } from '../../types';

const files = exampleFiles();
const reader = new EnvironmentReader();

const numberOfLines = (text = '') => text.split('\n').length;

/** What a plan makes of the files of an example: paths with the lines that they gain. */
export function filesAfter<P extends object>(
  template: ChangeTemplate<P>,
  parameters: P,
  folder: string,
): { files: Record<string, number>; isAsPlanned: boolean } {
  const mesh = Mesh.from(reader.render(files, folder).resources);
  const plan = template.plan(parameters, { mesh, declared: mesh });
  const edited = applyPlan(files, { folder }, plan, mesh, reader);
  const after = new Map(files);
  for (const { path, after: text } of edited.files) {
    if (text === undefined) {
      after.delete(path);
    } else {
      after.set(path, text);
    }
  }
  const rendered = Mesh.from(reader.render(after, folder).resources);
  return {
    files: Object.fromEntries(
      edited.files.map(({ path, before, after: text }) => [
        path,
        numberOfLines(text) - numberOfLines(before),
      ]),
    ),
    isAsPlanned: plan.wanted.every(object =>
      isSame(rendered.get(refOf(object))?.spec, object.spec),
    ),
  };
}
