import { Mesh, refKey, refOf } from '@ecotrack/mesh-engine';
import { exampleFiles } from '../../__testUtils__/exampleContext';
import { applyPlan } from '../../files/applyPlan';
import { declaredForm, EnvironmentReader } from '../../files/EnvironmentReader';
import type { RepositoryFiles } from '../../files/types';
import { isSame } from '../../values/values';
import { DEV, PRODUCTION, STAGING } from '../security/__testUtils__/planning';
import { returns } from './__testUtils__/services';
import { onboardService } from './onboardService';

const FILES = exampleFiles();
const OTHERS = { production: PRODUCTION, staging: STAGING, dev: DEV };

describe('files of an onboarded service', () => {
  it.each([PRODUCTION, STAGING, DEV])(
    'render to the plan in %s and change nothing else, nor another environment',
    folder => {
      const reader = new EnvironmentReader();
      const meshOf = (files: RepositoryFiles) =>
        Mesh.from(reader.render(files, folder).resources);
      const before = meshOf(FILES);
      const plan = onboardService.plan(returns, {
        mesh: before,
        declared: before,
      });
      const edited = applyPlan(
        FILES,
        { folder, others: OTHERS },
        plan,
        before,
        reader,
      );
      const files = new Map(FILES);
      edited.files.forEach(({ path, after = '' }) => files.set(path, after));
      const after = meshOf(files);
      const wanted = new Map(
        plan.wanted.map(object => [refKey(refOf(object)), object]),
      );
      const differing = after.all.filter(object => {
        const expected =
          wanted.get(refKey(refOf(object))) ?? before.get(refOf(object));
        return !isSame(declaredForm(object).spec, expected?.spec);
      });
      expect(edited.alsoChanged).toEqual([]);
      expect(differing.map(refOf)).toEqual([]);
      expect(
        [...wanted.keys()].filter(
          key => !after.all.some(object => refKey(refOf(object)) === key),
        ),
      ).toEqual([]);
      expect(
        onboardService
          .plan(returns, { mesh: after, declared: after })
          .wanted.filter(
            object => !isSame(object, declaredForm(after.get(refOf(object))!)),
          ),
      ).toEqual([]);
    },
  );
});
