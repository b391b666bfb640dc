import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ChangePreview } from '@ecotrack/backstage-plugin-service-mesh-common';

/** Tells what a change would do: its files, its effect, and what to mind. */
export function logPreview(
  { title, files, effect, notes }: ChangePreview,
  logger: LoggerService,
): void {
  const lines = [
    title,
    ...files.map(({ path, change }) => `  ${change}: ${path}`),
    ...effect.sentences,
    ...(effect.unknown ?? []),
    ...notes,
  ];
  for (const line of lines) {
    logger.info(line);
  }
}
