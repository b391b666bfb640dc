import { asList, asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import {
  type Part,
  apiGateways,
  areOfTwo,
  sharedParts,
} from '../reading/gatewayParts';
import type { Check } from '../types';

function addressesOf(object: KubeObject): Part[] {
  return asList(at(object, 'spec', 'addresses')).map((value, index) => {
    const { type, value: address } = asRecord(value);
    const words = [asText(type) ?? 'IPAddress', asText(address) ?? ''];
    return {
      object,
      field: `spec.addresses[${index}]`,
      key: JSON.stringify(words),
      words: words.join(' '),
    };
  });
}

export const addressOfTwo: Check = {
  code: 'MESH2604',
  severity: 'warning',
  title: 'Several gateways for one address',
  kiali: ['KIA1502'],
  find: mesh =>
    sharedParts(
      apiGateways(mesh).flatMap(addressesOf),
      areOfTwo,
      ({ object, words }, others) => ({
        message: `${describeRef(
          refOf(object),
        )} and ${others} ask for the same address, ${words}; at most one of them gets it.`,
        fix: 'Give each gateway an address of its own, or join them.',
      }),
    ),
};
