import { podPortsOf } from '../../templates/security/common/find';
import {
  WITHOUT_SERVICE,
  type Found,
  type Question,
} from '../reading/Question';

/** Protocols in which the server speaks first, by the port that they are known for. */
const BY_PORT: Readonly<Record<number, string>> = {
  21: 'FTP',
  22: 'SSH',
  25: 'SMTP',
  110: 'POP3',
  143: 'IMAP',
  587: 'SMTP',
  3306: 'MySQL',
  27017: 'MongoDB',
};
const BY_PROTOCOL: Readonly<Record<string, string>> = {
  mysql: 'MySQL',
  mongo: 'MongoDB',
};

export const serverFirst: Question = {
  id: 'server-first',
  title: 'Protocols in which the server speaks first',
  reads: ['services', 'peerauthentications.security.istio.io'],
  ready:
    'No port carries a protocol in which the server speaks first, or mTLS is settled there.',
  look: ({ mesh, workload, services, plane }) => {
    if (plane === 'ambient') {
      return undefined;
    }
    if (services.length === 0) {
      return WITHOUT_SERVICE;
    }
    const isIn = ['all', 'some'].includes(workload.sidecar.state);
    return services.flatMap(service =>
      service.ports.flatMap((port, index): Found[] => {
        const name = BY_PROTOCOL[port.protocol] ?? BY_PORT[port.number];
        const podPort = podPortsOf(service, port)[0] ?? port.number;
        if (!name || mesh.mtls(workload, podPort).mode !== 'PERMISSIVE') {
          return [];
        }
        return [
          {
            state: 'warning',
            place: `${service.name}:${port.number}`,
            says: `Port ${port.number} of Service ${service.name} carries ${name}, in which the server speaks first. With mTLS in mode PERMISSIVE the proxy waits for the client to speak, and connections without mTLS hang. Set STRICT for the port once all its callers have a proxy, or DISABLE until then.`,
            because: [service.ref],
            field: `spec.ports[${index}]`,
            ...(isIn && {
              mend: {
                label: 'Require mTLS…',
                template: 'mtls-mode',
                parameters: {
                  namespace: workload.namespace,
                  workload: workload.name,
                  port: podPort,
                  mode: 'STRICT',
                },
              },
            }),
          },
        ];
      }),
    );
  },
};
