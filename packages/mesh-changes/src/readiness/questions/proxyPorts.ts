import { at, list } from '../../templates/security/common/values';
import { podPortsOf } from '../../templates/security/common/find';
import { numberOf } from '../reading/numbers';
import { containersOf } from '../reading/podTemplate';
import { PROXY_PORTS } from '../reading/proxyPorts';
import type { Found, Question } from '../reading/Question';

export const proxyPorts: Question = {
  id: 'proxy-ports',
  title: 'Ports of the proxy',
  ready: 'It listens at no port that the proxy needs.',
  look: ({ template, plane, services }) => {
    const taken = PROXY_PORTS[plane];
    const declared = containersOf(template).flatMap(({ name, path, spec }) =>
      list(spec.ports).flatMap((port, index): Found[] => {
        const number = numberOf(at(port, 'containerPort'));
        return number !== undefined && taken.includes(number)
          ? [
              {
                state: 'blocked',
                place: String(number),
                says: `Container ${name} listens at port ${number}, which the proxy beside it needs itself: one of them does not start. Let the application listen at another port.`,
                because: [template.object],
                field: `${path}.ports[${index}].containerPort`,
              },
            ]
          : [];
      }),
    );
    const known = new Set(declared.map(({ place }) => place));
    const served = services.flatMap(service =>
      service.ports.flatMap((port, index) =>
        podPortsOf(service, port)
          .filter(number => taken.includes(number) && !known.has(`${number}`))
          .map(
            (number): Found => ({
              state: 'blocked',
              place: `${service.name}/${number}`,
              says: `Port ${port.number} of Service ${service.name} leads to port ${number} of the pods, which is the proxy's own. Let the application listen at another port.`,
              because: [service.ref],
              field: `spec.ports[${index}].targetPort`,
            }),
          ),
      ),
    );
    return [...declared, ...served];
  },
};
