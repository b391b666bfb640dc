import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Take a canary back, and go on when that is in effect.',
    example: stringify({
      steps: [
        {
          id: 'abort',
          name: 'Abort the canary',
          action: 'service-mesh:change',
          input: {
            environment: 'production',
            template: 'canary-abort',
            parameters: {
              namespace: 'ecotrack',
              service: 'payment-service',
              version: 'v2',
            },
          },
        },
        {
          id: 'wait',
          name: 'Wait for the merge',
          if: '${{ steps.abort.output.changeId }}',
          action: 'service-mesh:wait',
          input: {
            changeId: '${{ steps.abort.output.changeId }}',
            until: 'live',
            timeoutSeconds: 600,
          },
        },
      ],
    }),
  },
];
