import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Workbench } from './__testUtils__/command';
import { namespaceOf, service } from './__testUtils__/manifests';

jest.setTimeout(60_000);

/** Documents that belong to others and are not part of the repository. */
const SEEDS = join(
  process.env.MESH_SHARED_DIR ?? resolve(__dirname, '../../../../shared'),
  'seeds',
);
const present = existsSync(SEEDS);

/** The YAML blocks of a document, each a file named by its line. */
function blocksOf(number: string): Record<string, string> {
  const name = readdirSync(SEEDS).find(file => file.startsWith(number));
  const text = readFileSync(join(SEEDS, name ?? number), 'utf8');
  return Object.fromEntries(
    [...text.matchAll(/^( *)```yaml\n([\s\S]*?)^ *```/gm)].map(
      ({ index, 1: indent, 2: block }) => [
        `${text.slice(0, index).split('\n').length}.yaml`,
        block.replace(new RegExp(`^${indent}`, 'gm'), ''),
      ],
    ),
  );
}

(present ? describe : describe.skip)(
  `YAML blocks of the documents in ${SEEDS}${present ? '' : ' (absent)'}`,
  () => {
    const bench = new Workbench();
    afterAll(() => bench.remove());

    /** Errors and warnings, with the workloads that a document speaks of beside its blocks. */
    function defectsOf(number: string, world: string): string[] {
      const folder = bench.folder({ ...blocksOf(number), 'world.yaml': world });
      const { out } = bench.mesh(folder, ['check', '.', '-o', 'json']);
      return JSON.parse(out)
        .findings.filter(
          ({ severity }: { severity: string }) => severity !== 'info',
        )
        .map(
          ({
            code,
            object: { kind, name },
            field,
          }: {
            code: string;
            object: { kind: string; name: string };
            field: string;
          }) => `${code} ${kind} ${name} ${field}`,
        );
    }

    it('reads all of them; prose in YAML is no manifest', () => {
      const folder = bench.folder(blocksOf('004'));
      const { code, out } = bench.mesh(folder, ['check', '.']);
      expect(out).toMatch(
        /^Nothing found in 0 objects .* 7 no Kubernetes objects/,
      );
      expect(code).toBe(0);
    });

    it('finds the defects of Maily’s plan', () => {
      const names = ['maily-backend', 'ai-service', 'email-service'];
      const world =
        namespaceOf('maily-production') +
        names.map(name => service('maily-production', name)).join('');
      expect(defectsOf('003', world)).toEqual([
        // The caller is the account api-service; the plan's own backend runs as maily-backend.
        'MESH3105 AuthorizationPolicy ai-service-policy spec.rules[0].from[0].source.principals[0]',
        // None of the traffic objects names a namespace, so their short hosts are not those of maily-production.
        'MESH2101 DestinationRule api-circuit-breaker spec.host',
        'MESH2001 VirtualService ai-service-routes spec.http[0].route[0].destination.host',
        // Routes to subsets, and no DestinationRule of the plan defines one.
        'MESH2013 VirtualService ai-service-routes spec.http[0].route[0].destination.subset',
        'MESH2001 VirtualService email-service-traffic-shifting spec.http[0].route[0].destination.host',
        'MESH2013 VirtualService email-service-traffic-shifting spec.http[0].route[0].destination.subset',
        'MESH2001 VirtualService email-service-traffic-shifting spec.http[0].route[1].destination.host',
        'MESH2013 VirtualService email-service-traffic-shifting spec.http[0].route[1].destination.subset',
      ]);
    });

    it('finds the defects of TAI’s design', () => {
      const names = ['governor', 'coordinator', 'scheduler'];
      const world =
        namespaceOf('tai-system') +
        names.map(name => service('tai-system', name)).join('');
      expect(defectsOf('002', world)).toEqual([
        // A tenth of the requests goes to version v2, which the design deploys nowhere.
        'MESH2102 DestinationRule coordinator spec.subsets[1].labels',
      ]);
    });
  },
);
