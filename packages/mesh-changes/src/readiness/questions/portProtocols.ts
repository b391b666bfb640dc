import { likelyProtocol } from '../reading/ports';
import { WITHOUT_SERVICE, type Question } from '../reading/Question';

export const portProtocols: Question = {
  id: 'port-protocol',
  title: 'Protocols of ports',
  reads: ['services'],
  ready: 'Every port of its Services says its protocol.',
  look: subject => {
    const { services } = subject;
    if (services.length === 0) {
      return WITHOUT_SERVICE;
    }
    return services.flatMap(service =>
      service.ports.flatMap((port, index) =>
        port.protocol === 'auto'
          ? [
              {
                state: 'warning' as const,
                place: `${service.name}:${port.number}`,
                says: `Port ${port.number} of Service ${service.name} does not say its protocol, so proxies guess it from the first bytes of each connection; where they cannot, there are no routes, retries or figures by request. Begin its name with the protocol, such as http-web, or set appProtocol.`,
                because: [service.ref],
                field: `spec.ports[${index}].name`,
                mend: {
                  label: 'Name the protocol…',
                  template: 'port-protocol',
                  parameters: {
                    namespace: service.namespace,
                    service: service.name,
                    port: port.number,
                    protocol: likelyProtocol(subject, service, port),
                  },
                },
              },
            ]
          : [],
      ),
    );
  },
};
