import { refOf, type Mesh } from '@ecotrack/mesh-engine';
import {
  deployment,
  meshOf,
  namespace,
  service,
} from '../../readiness/__testUtils__/shop';
import { ParameterError } from '../ParameterError';
import { filesAfter } from '../security/__testUtils__/files';
import { nativeSidecar } from './nativeSidecar';
import { portProtocol } from './portProtocol';
import { probeRewrite } from './probeRewrite';

const OFF = 'sidecar.istio.io/rewriteAppHTTPProbers';
const mesh = meshOf(
  namespace(),
  service(
    '{ port: 80, targetPort: web }, { name: dns, port: 53, protocol: UDP }, { name: http, port: 81 }',
  ),
  deployment({ annotations: `${OFF}: "false", keep: "yes"` }),
);
const context = (of: Mesh) => ({ mesh: of, declared: of });
const port = (number: number, protocol: string) =>
  portProtocol.plan(
    { namespace: 'shop', service: 'orders', port: number, protocol },
    context(mesh),
  );

describe('changes that make workloads ready', () => {
  it('says the protocol beside the name of the port', () => {
    const [wanted] = port(80, 'http').wanted;
    expect(wanted.spec).toMatchObject({
      ports: [{ port: 80, targetPort: 'web', appProtocol: 'http' }, {}, {}],
    });
    const after = mesh.with({ upserted: [wanted] });
    expect(after.service('shop', 'orders')?.ports[0].protocol).toBe('http');
    expect(
      portProtocol.current?.(
        { namespace: 'shop', service: 'orders', port: 80 },
        context(after),
      ),
    ).toMatchObject({ protocol: 'http' });
  });

  it('changes nothing where it is said already', () => {
    const plan = port(81, 'http');
    expect(plan.wanted).toEqual([mesh.get(refOf(plan.wanted[0]))]);
    expect(plan.notes).toBeUndefined();
  });

  it.each([
    [53, 'carries UDP'],
    [82, 'has no port 82'],
  ])('refuses port %i, which %s', (number, says) => {
    expect(() => port(number, 'tcp')).toThrow(ParameterError);
    expect(() => port(number, 'tcp')).toThrow(says);
  });

  it('takes the annotation off that keeps probes from being rewritten, and no other', () => {
    const asked = { namespace: 'shop', workload: 'orders' };
    const { wanted } = probeRewrite.plan(asked, context(mesh));
    expect(wanted).toMatchObject([
      { spec: { template: { metadata: { annotations: { keep: 'yes' } } } } },
    ]);
    expect(JSON.stringify(wanted)).not.toContain(OFF);
    const after = mesh.with({ upserted: wanted });
    expect(probeRewrite.plan(asked, context(after)).wanted).toEqual([
      after.get(refOf(wanted[0])),
    ]);
  });

  it('starts the proxy first, once, and not on nodes that cannot', () => {
    const asked = { namespace: 'shop', workload: 'orders' };
    const { wanted, notes } = nativeSidecar.plan(asked, context(mesh));
    expect(wanted).toMatchObject([
      {
        spec: {
          template: {
            metadata: {
              annotations: {
                keep: 'yes',
                'sidecar.istio.io/nativeSidecar': 'true',
              },
            },
          },
        },
      },
    ]);
    expect(notes).toHaveLength(1);
    const after = mesh.with({ upserted: wanted });
    expect(nativeSidecar.plan(asked, context(after)).wanted).toEqual([
      after.get(refOf(wanted[0])),
    ]);
    const old = mesh.with({
      upserted: [
        {
          apiVersion: 'v1',
          kind: 'Node',
          metadata: { name: 'old' },
          status: { nodeInfo: { kubeletVersion: 'v1.27.4' } },
        },
      ],
    });
    expect(() => nativeSidecar.plan(asked, context(old))).toThrow(
      'Update the nodes first',
    );
  });

  it('edits the lines of the file', () => {
    const parameters = {
      namespace: 'tai-system',
      service: 'governor',
      port: 50051,
      protocol: 'tcp',
    };
    const { files, isAsPlanned } = filesAfter(portProtocol, parameters, 'tai');
    expect({ lines: Object.values(files), isAsPlanned }).toEqual({
      lines: [1],
      isAsPlanned: true,
    });
  });
});
