import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Send one of twenty requests to a new version.',
    example: stringify({
      steps: [
        {
          id: 'canary',
          name: 'Start the canary',
          action: 'service-mesh:canary:start',
          input: {
            environment: 'production',
            namespace: 'ecotrack',
            service: 'payment-service',
            version: 'v2',
            weight: 5,
            reason: 'Version 2 is ready for its first requests.',
          },
        },
      ],
    }),
  },
];
