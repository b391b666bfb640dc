import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Write the manifests of an external API into the workspace.',
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
              hosts: ['api.carriers.example.com'],
              ports: [{ number: 443, protocol: 'HTTPS' }],
              tls: 'passthrough',
            },
            targetPath: 'mesh-gitops',
          },
        },
      ],
    }),
  },
];
