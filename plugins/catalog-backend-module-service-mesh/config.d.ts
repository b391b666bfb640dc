import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

export interface Config {
  catalog?: {
    /** Calls that were observed in service meshes, beside the declared dependencies of entities. */
    serviceMesh?: {
      /**
       * Environments whose calls everybody may know who reads the catalog; none when absent. The catalog asks no
       * permission of an environment for what is part of an entity.
       */
      environments?: string[];
      /** When the calls are read; every 5 minutes when absent. */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** How long a call is kept after it was last seen; 7 days when absent. */
      keep?: HumanDuration | string;
    };
  };
}
