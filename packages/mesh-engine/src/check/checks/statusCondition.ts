import { asList, asRecord, asText, at } from '../../resources/fields';
import { describeRef, groupOf, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import type { Check } from '../types';

const GROUPS = /(^|\.)istio\.io$|^gateway\.networking\.k8s\.io$/;

/** Conditions that are true when all is well. */
const GOOD = [
  'Accepted',
  'Attached',
  'Programmed',
  'Ready',
  'Reconciled',
  'ResolvedRefs',
  'Scheduled',
  'istio.io/WaypointBound',
];

/** Lists of conditions in a status, of the object and of its parts. */
function conditionsOf(object: KubeObject) {
  const status = asRecord(object.status);
  const own = { field: 'status.conditions', list: asList(status.conditions) };
  const parts = ['listeners', 'parents', 'ancestors'].flatMap(part =>
    asList(status[part]).map((value, index) => ({
      field: `status.${part}[${index}].conditions`,
      list: asList(at(value, 'conditions')),
    })),
  );
  return [own, ...parts].flatMap(({ field, list }) =>
    list.map((condition, index) => ({
      field: `${field}[${index}]`,
      ...asRecord(condition),
    })),
  );
}

export const statusCondition: Check = {
  code: 'MESH2608',
  severity: 'warning',
  title: 'Refused by the control plane',
  istioctl: ['IST0171'],
  find: mesh =>
    mesh.all
      .filter(
        ({ apiVersion, status }) =>
          status !== undefined && GROUPS.test(groupOf(apiVersion)),
      )
      .flatMap(object =>
        conditionsOf(object).flatMap(condition => {
          const { field, ...rest } = condition;
          const { type, status, reason, message } = asRecord(rest);
          const isBad =
            status === 'False' &&
            GOOD.includes(asText(type) ?? '') &&
            reason !== 'Pending';
          return isBad
            ? {
                object: refOf(object),
                field,
                message: `${describeRef(refOf(object))} is not ${asText(
                  type,
                )}: ${
                  asText(message) || asText(reason) || 'no reason is given'
                }`,
                fix: 'Correct the spec as the message of the control plane says.',
              }
            : [];
        }),
      ),
};
