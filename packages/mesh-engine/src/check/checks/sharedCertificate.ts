import { asLabels, asList, asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { sharePods } from '../reading/gatewayConflicts';
import { push } from '../reading/push';
import type { Check } from '../types';

interface Served {
  object: KubeObject;
  selector: Record<string, string>;
  field: string;
  certificate: string;
}

/** What names the certificate of a server: a Secret, or files. */
function certificateOf(tls: Record<string, unknown>): string | undefined {
  const name = asText(tls.credentialName);
  const files = [asText(tls.serverCertificate), asText(tls.privateKey)];
  return name ?? (files.every(Boolean) ? files.join(' ') : undefined);
}

export const sharedCertificate: Check = {
  code: 'MESH2208',
  severity: 'warning',
  title: 'One certificate in several gateways',
  istioctl: ['IST0138'],
  find: mesh => {
    const servers = mesh
      .objects('Gateway', 'networking.istio.io')
      .flatMap(object =>
        asList(at(object, 'spec', 'servers')).flatMap(
          (server, index): Served[] => {
            const certificate = certificateOf(asRecord(asRecord(server).tls));
            return certificate
              ? [
                  {
                    object,
                    selector: asLabels(at(object, 'spec', 'selector')),
                    field: `spec.servers[${index}].tls`,
                    certificate,
                  },
                ]
              : [];
          },
        ),
      );
    const byCertificate = new Map<string, Served[]>();
    servers.forEach(server => push(byCertificate, server.certificate, server));
    return servers.flatMap(server => {
      const { object, field, certificate } = server;
      const others = (byCertificate.get(certificate) ?? [])
        .slice(0, 20)
        .filter(
          other => other.object !== object && sharePods(mesh, server, other),
        );
      return others.length === 0
        ? []
        : {
            object: refOf(object),
            field,
            message: `${describeRef(refOf(object))} and ${others
              .map(other => describeRef(refOf(other.object)))
              .join(
                ', ',
              )} show the same certificate: a browser that keeps its connection for hosts of both gets 404 for those of the other.`,
            fix: 'Keep the hosts of one certificate in one Gateway.',
            because: others.map(other => ({
              object: refOf(other.object),
              field: other.field,
              says: `It uses ${certificate} too.`,
            })),
          };
    });
  },
};
