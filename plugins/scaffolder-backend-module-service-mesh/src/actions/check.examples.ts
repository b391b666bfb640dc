import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Check the manifests that a template made.',
    example: stringify({
      steps: [
        {
          id: 'render',
          name: 'Write the manifests',
          action: 'service-mesh:render',
          input: {
            environment: 'production',
            template: 'external-service',
            parameters: {
              namespace: 'ecotrack',
              hosts: ['api.parcels.example.com'],
              ports: [{ number: 443, protocol: 'HTTPS' }],
              tls: 'passthrough',
            },
            targetPath: 'deploy',
          },
        },
        {
          id: 'check',
          name: 'Check the manifests',
          action: 'service-mesh:check',
          input: {
            paths: [
              'deploy/ecotrack/overlays/production/api-parcels-example-com-service-entry.yaml',
            ],
            failOn: 'warning',
          },
        },
      ],
    }),
  },
];
