import { describeRef, refOf } from '../../resources/ref';
import { externalWebhooks, firstOfEach } from '../reading/externalControlPlane';
import type { Check } from '../types';

export const externalAddressIp: Check = {
  code: 'MESH3504',
  severity: 'info',
  title: 'External control plane by IP address',
  istioctl: ['IST0164'],
  find: mesh =>
    firstOfEach(
      externalWebhooks(mesh).filter(({ address }) => address === 'ip'),
    ).map(({ configuration, field, url }) => ({
      object: refOf(configuration),
      field: `${field}.clientConfig.url`,
      message: `${describeRef(
        refOf(configuration),
      )} asks ${url} by its IP address, which its certificate hardly names, and which may change.`,
      fix: 'Use a host name.',
    })),
};
