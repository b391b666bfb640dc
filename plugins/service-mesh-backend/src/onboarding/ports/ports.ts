import type { Judge } from '../types';
import { namesOf, portsDo } from '../wording';

/** Whether each port says its protocol, so that no proxy has to guess. */
export const ports: Judge = ({ subject: { service } }) => {
  const all = service?.ports ?? [];
  const unnamed = all.filter(({ protocol }) => protocol === 'auto');
  const because = all.map(({ number, name, protocol }, index) => ({
    object: service?.ref,
    field: `spec.ports[${index}]`,
    says:
      protocol === 'auto'
        ? `Port ${number} is named ${
            name ?? 'nothing'
          }: proxies guess the protocol from the first bytes.`
        : `Port ${number} speaks ${protocol}.`,
  }));
  return unnamed.length > 0
    ? {
        state: 'waiting',
        says: `${portsDo(
          unnamed.map(({ number }) => number),
          'does not say its protocol',
          'do not say their protocol',
        )}: set appProtocol, or name it as in http-web.`,
        because,
      }
    : {
        state: 'done',
        says:
          all.length > 0
            ? `${namesOf(
                all.map(({ number, protocol }) => `${number} (${protocol})`),
              )}.`
            : 'It has no ports.',
        because,
      };
};
