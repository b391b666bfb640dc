import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Give up on a service that takes too long.',
    example: stringify({
      steps: [
        {
          id: 'timeout',
          name: 'Set a timeout',
          action: 'service-mesh:change',
          input: {
            environment: 'production',
            template: 'timeout',
            parameters: {
              namespace: 'ecotrack',
              service: 'user-service',
              timeout: '7s',
            },
            reason: 'Nobody waits longer for a profile.',
          },
        },
      ],
    }),
  },
];
