import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Let one service read from another.',
    example: stringify({
      steps: [
        {
          id: 'authorize',
          name: 'Request access',
          action: 'service-mesh:authorize',
          input: {
            environment: 'production',
            from: {
              namespace: 'ecotrack',
              serviceAccount: 'notification-service',
            },
            to: { namespace: 'ecotrack', service: 'product-service' },
            methods: ['GET'],
            paths: ['/products', '/products/*'],
            reason: 'Mails show the products of an order.',
          },
        },
      ],
    }),
  },
];
