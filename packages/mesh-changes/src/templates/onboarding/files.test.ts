import { Mesh, refKey, refOf, type KubeObject } from '@ecotrack/mesh-engine';
import { exampleFiles } from '../../__testUtils__/exampleContext';
import { applyPlan } from '../../files/applyPlan';
import { declaredForm, EnvironmentReader } from '../../files/EnvironmentReader';
import type { EnvironmentLayout, RepositoryFiles } from '../../files/types';
import { isSame } from '../../values/values';
import { DEV, PRODUCTION, STAGING } from '../security/__testUtils__/planning';
import { governor, returns } from './__testUtils__/services';
import { onboardService } from './onboardService';
import type { OnboardParameters } from './types';

const FILES = exampleFiles();
const OTHERS = { production: PRODUCTION, staging: STAGING, dev: DEV };
const BASE = 'ecotrack/base';

function onboarded(
  files: RepositoryFiles,
  layout: EnvironmentLayout,
  parameters: OnboardParameters,
) {
  const reader = new EnvironmentReader();
  const meshOf = (from: RepositoryFiles) =>
    Mesh.from(reader.render(from, layout.folder).resources);
  const before = meshOf(files);
  const plan = onboardService.plan(parameters, {
    mesh: before,
    declared: before,
  });
  const edited = applyPlan(files, layout, plan, before, reader);
  const after = new Map(files);
  edited.files.forEach(({ path, after: text = '' }) => after.set(path, text));
  return { before, plan, edited, files: after, mesh: meshOf(after) };
}

const newFiles = ({ edited }: ReturnType<typeof onboarded>) =>
  edited.files
    .filter(({ before }) => before === undefined)
    .map(({ path }) => path);

describe('files of an onboarded service', () => {
  it.each([
    [PRODUCTION, OTHERS, returns],
    [STAGING, OTHERS, returns],
    [DEV, OTHERS, returns],
    [BASE, {}, returns],
    ['tai', {}, governor],
  ])(
    'render to the plan in %s and change nothing else, nor another environment',
    (folder, others, parameters) => {
      const { before, plan, edited, mesh } = onboarded(
        FILES,
        { folder, others },
        parameters,
      );
      const wanted = new Map(
        plan.wanted.map(object => [refKey(refOf(object)), object]),
      );
      const expected = (object: KubeObject) =>
        wanted.get(refKey(refOf(object))) ?? before.get(refOf(object));
      const differing = mesh.all.filter(
        object => !isSame(declaredForm(object).spec, expected(object)?.spec),
      );
      expect(edited.alsoChanged).toEqual([]);
      expect(differing.map(refOf)).toEqual([]);
      expect(
        [...wanted.values()].filter(object => !mesh.get(refOf(object))),
      ).toEqual([]);
      expect(edited.objects.map(({ ref }) => refKey(ref))).toEqual(
        [...wanted.values()]
          .filter(object => !isSame(object, before.get(refOf(object))))
          .map(object => refKey(refOf(object))),
      );
      expect(
        onboardService
          .plan(parameters, { mesh, declared: mesh })
          .wanted.filter(
            object => !isSame(object, declaredForm(mesh.get(refOf(object))!)),
          ),
      ).toEqual([]);
    },
  );

  it('stand in a folder of the service beside those of the others', () => {
    const result = onboarded(FILES, { folder: BASE }, returns);
    const folder = `${BASE}/services/returns-service`;
    expect(newFiles(result)).toEqual([
      `${BASE}/edge/api-parcels-example-com.yaml`,
      `${folder}/kustomization.yaml`,
      `${folder}/mesh.yaml`,
      `${folder}/operations.yaml`,
      `${folder}/workload.yaml`,
    ]);
    expect(result.files.get(`${folder}/kustomization.yaml`)).toBe(
      `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - workload.yaml
  - mesh.yaml
  - operations.yaml
labels:
  - pairs:
      app.kubernetes.io/part-of: ecotrack
      backstage.io/kubernetes-id: returns-service
    includeTemplates: true
`,
    );
    expect(result.files.get(`${folder}/workload.yaml`)).not.toContain(
      'kubernetes-id',
    );
    expect(result.files.get(`${BASE}/services/kustomization.yaml`)).toContain(
      '- returns-service\n',
    );
  });

  it('stand in the folder of the environment, where only that is to change', () => {
    expect(
      newFiles(
        onboarded(FILES, { folder: PRODUCTION, others: OTHERS }, returns),
      ),
    ).toMatchInlineSnapshot(`
      [
        "ecotrack/overlays/production/api-parcels-example-com.yaml",
        "ecotrack/overlays/production/egress-authorization-policy-patch.yaml",
        "ecotrack/overlays/production/egress-gateway-patch.yaml",
        "ecotrack/overlays/production/istio-egressgateway-destination-rule-patch.yaml",
        "ecotrack/overlays/production/kafka-authorization-policy-patch.yaml",
        "ecotrack/overlays/production/notification-service-authorization-policy-patch.yaml",
        "ecotrack/overlays/production/order-service-sidecar-patch.yaml",
        "ecotrack/overlays/production/postgresql-primary-authorization-policy-patch.yaml",
        "ecotrack/overlays/production/product-service-authorization-policy-patch.yaml",
        "ecotrack/overlays/production/returns-service-mesh.yaml",
        "ecotrack/overlays/production/returns-service-operations.yaml",
        "ecotrack/overlays/production/returns-service.yaml",
      ]
    `);
  });

  it('are few where the files of all services are in one folder', () => {
    expect(newFiles(onboarded(FILES, { folder: 'tai' }, governor))).toEqual([
      'tai/returns-service-mesh.yaml',
      'tai/returns-service-operations.yaml',
      'tai/returns-service.yaml',
    ]);
  });
});
