import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

export interface Config {
  catalog?: {
    /** Calls that were observed in service meshes, beside the declared dependencies of entities. */
    serviceMesh?: {
      /** When the calls are read; every 5 minutes when absent. */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** How long a call is kept after it was last seen; 7 days when absent. */
      keep?: HumanDuration | string;
    };
  };
}
