import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const returns = {
  environment: 'production',
  namespace: 'ecotrack',
  service: 'returns-service',
  tier: 'standard',
  runtime: 'spring-boot',
  image: 'registry.ecotrack.example.com/returns-service:v1',
  ports: [{ protocol: 'http', number: 8080 }],
};

export const examples: TemplateExample[] = [
  {
    description: 'Check whether a service could be onboarded; propose nothing.',
    example: stringify({
      steps: [
        {
          id: 'check',
          name: 'Check what was asked',
          action: 'service-mesh:onboard',
          input: {
            ...returns,
            callers: [
              { namespace: 'ecotrack', serviceAccount: 'order-service' },
            ],
            check: true,
          },
        },
      ],
    }),
  },
  {
    description:
      'Take a service into the mesh, with what its entity declares in the catalog.',
    example: stringify({
      steps: [
        {
          id: 'onboard',
          name: 'Take it into the mesh',
          action: 'service-mesh:onboard',
          input: {
            ...returns,
            entityRef: 'component:default/returns-service',
            dataStores: [
              {
                kind: 'postgresql',
                namespace: 'data',
                service: 'postgresql-primary',
                port: 5432,
              },
            ],
            reason: 'Customers send back what does not fit.',
          },
        },
      ],
    }),
  },
];
