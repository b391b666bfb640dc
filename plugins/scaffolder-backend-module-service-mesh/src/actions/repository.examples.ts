import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const repoUrl =
  '${{ environment.parameters.forgeHost }}?owner=ecotrack&repo=returns-service';

export const examples: TemplateExample[] = [
  {
    description: 'Publish a repository, also when an earlier run did already.',
    example: stringify({
      steps: [
        {
          id: 'repository',
          name: 'Look for the repository',
          action: 'service-mesh:repository',
          input: { repoUrl },
        },
        {
          id: 'publish',
          name: 'Publish the repository',
          if: '${{ not steps.repository.output.exists }}',
          action: 'publish:gitea',
          input: { repoUrl, description: 'Customers send back' },
        },
      ],
    }),
  },
];
