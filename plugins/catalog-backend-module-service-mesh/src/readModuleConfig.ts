import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

const SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 2 },
  initialDelay: { seconds: 30 },
};

const KEEP = { days: 7 };

/**
 * Of which environments calls are read, when, and for how many milliseconds they are kept after they were last seen.
 * Without a word about environments it is none, since what is part of an entity is for everybody who reads it.
 */
export function readModuleConfig(root: RootConfigService): {
  environments: string[];
  schedule: SchedulerServiceTaskScheduleDefinition;
  keep: number;
} {
  const config = root.getOptionalConfig('catalog.serviceMesh');
  const schedule = config?.getOptionalConfig('schedule');
  return {
    environments: [...new Set(config?.getOptionalStringArray('environments'))],
    schedule: {
      ...(schedule
        ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
        : SCHEDULE),
      // Every replica of the back end processes entities, so each needs the calls.
      scope: 'local',
    },
    keep: durationToMilliseconds(
      config?.has('keep')
        ? readDurationFromConfig(config, { key: 'keep' })
        : KEEP,
    ),
  };
}
