import { asList, asRecord, asText, at } from '../../resources/fields';
import { describeRef, groupOf, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import type { Check } from '../types';

const ISTIO = /(^|\.)istio\.io$/;
const GATEWAY_API = 'gateway.networking.k8s.io';

/** Conditions of the Gateway API that are true when all is well. */
const GOOD = [
  'Accepted',
  'Attached',
  'Programmed',
  'Ready',
  'ResolvedRefs',
  'Scheduled',
];

/** Whether a condition that is False says that something is wrong; what is pending is not yet. */
function isWrong(group: string, type: string, reason: unknown): boolean {
  return group === GATEWAY_API
    ? GOOD.includes(type) && reason !== 'Pending'
    : ISTIO.test(group) || type.startsWith('istio.io/');
}

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
        ({ apiVersion, kind, status }) =>
          status !== undefined &&
          (kind === 'Service' ||
            groupOf(apiVersion) === GATEWAY_API ||
            ISTIO.test(groupOf(apiVersion))),
      )
      .flatMap(object =>
        conditionsOf(object).flatMap(condition => {
          const { field, ...rest } = condition;
          const { type, status, reason, message } = asRecord(rest);
          const isBad =
            status === 'False' &&
            isWrong(groupOf(object.apiVersion), asText(type) ?? '', reason);
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
