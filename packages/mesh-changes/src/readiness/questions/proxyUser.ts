import { at } from '../../templates/security/common/values';
import { numberOf } from '../reading/numbers';
import { containersOf } from '../reading/podTemplate';
import type { Question } from '../reading/Question';

const ID = 1337;
const FIELDS = ['runAsUser', 'runAsGroup'] as const;

export const proxyUser: Question = {
  id: 'user-1337',
  title: `User and group ${ID}`,
  ready: `No container runs as user or group ${ID}.`,
  look: ({ template, plane }) => {
    if (plane === 'ambient') {
      return undefined;
    }
    const ofPod = (field: string) =>
      numberOf(at(template.spec, 'securityContext', field));
    return FIELDS.flatMap(field =>
      containersOf(template).flatMap(({ name, path, spec }) => {
        const own = numberOf(at(spec, 'securityContext', field));
        return (own ?? ofPod(field)) === ID
          ? [
              {
                state: 'blocked' as const,
                place: `${name}/${field}`,
                says: `Container ${name} has ${field} ${ID}, that of the proxy: what it sends goes around the proxy, without mTLS and without policies. Give it another.`,
                because: [template.object],
                field: `${
                  own === undefined ? template.path : path
                }.securityContext.${field}`,
              },
            ]
          : [];
      }),
    );
  },
};
