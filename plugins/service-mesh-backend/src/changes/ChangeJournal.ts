import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { ChangeEvent, ChangeRecord } from './types';

/** Events that somebody should hear of who does not look. */
const NOTIFIED = [
  'needs-attention',
  'edited',
  'merged',
  'live',
  'closed',
  'overdue',
];
const CHANNEL = 'service-mesh:changes';

/** Tells people and the audit log what happens to changes. */
export class ChangeJournal {
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  readonly #notifications: NotificationService;
  readonly #signals: SignalsService;

  constructor(options: {
    auditor: AuditorService;
    logger: LoggerService;
    notifications: NotificationService;
    signals: SignalsService;
  }) {
    this.#auditor = options.auditor;
    this.#logger = options.logger;
    this.#notifications = options.notifications;
    this.#signals = options.signals;
  }

  async tell(
    record: ChangeRecord,
    events: readonly Omit<ChangeEvent, 'at'>[],
  ): Promise<void> {
    for (const { kind, says, by } of events) {
      const audited = await this.#auditor.createEvent({
        eventId: 'change',
        severityLevel:
          kind === 'proposed' || kind === 'merged' ? 'medium' : 'low',
        meta: {
          queryType: kind,
          change: record.id,
          environment: record.environment,
          template: record.template,
          requester: record.requester,
          repository: record.repository,
          pullRequest: record.pullRequest?.number ?? null,
          by: by ?? null,
          says,
        },
      });
      await audited.success();
    }
    if (events.length > 0) {
      await this.#quietly(() =>
        this.#signals.publish({
          channel: CHANNEL,
          recipients: { type: 'broadcast' },
          message: { id: record.id, state: record.state },
        }),
      );
    }
    const noted = events.find(({ kind }) => NOTIFIED.includes(kind));
    if (noted) {
      const entityRef = [record.requester, record.owner].flatMap(
        ref => ref ?? [],
      );
      await this.#quietly(() =>
        this.#notifications.send({
          recipients: { type: 'entity', entityRef },
          payload: {
            title: `${record.title} (${record.environment})`,
            description: noted.says,
            link: `/mesh/changes/${record.id}`,
            severity: ['merged', 'live'].includes(noted.kind)
              ? 'normal'
              : 'high',
            topic: 'service-mesh',
            scope: `change-${record.id}`,
          },
        }),
      );
    }
  }

  /** A change goes on when nobody can be told. */
  async #quietly(send: () => Promise<void>): Promise<void> {
    try {
      await send();
    } catch (error) {
      this.#logger.warn(
        `Nobody was told about a change: ${(error as Error).message}`,
      );
    }
  }
}
