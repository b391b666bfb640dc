import { asText } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { externalWebhooks, firstOfEach } from '../reading/externalControlPlane';
import type { Check } from '../types';

export const externalAddress: Check = {
  code: 'MESH3503',
  severity: 'warning',
  title: 'External control plane without an address',
  istioctl: ['IST0163'],
  find: mesh =>
    firstOfEach(
      externalWebhooks(mesh).filter(({ address }) => address === 'none'),
    ).map(({ configuration, webhook, field, url }) => ({
      object: refOf(configuration),
      field: `${field}.clientConfig.url`,
      message: `${describeRef(refOf(configuration))} ${
        url ? `asks ${url}, which is no URL` : 'names no URL to ask'
      } for ${
        asText(webhook.name) ?? 'its webhook'
      }, though the control plane is outside the cluster.`,
      fix: 'Set the URL of the gateway in front of the control plane.',
    })),
};
