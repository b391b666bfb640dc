import type { ChangeRecord } from '../types';
import type { WriterOptions } from './ChangeWriter';

/**
 * Ends an older change that another leaves nothing to do for; its branch goes where nobody else committed.
 * @param number - pull request of the change that takes its place
 */
export async function supersede(
  older: string,
  { id, title }: ChangeRecord,
  number: number,
  { store, hosts, now }: Pick<WriterOptions, 'store' | 'hosts' | 'now'>,
): Promise<void> {
  const record = await store.get(older);
  if (!record?.isOpen) {
    return;
  }
  const repository = hosts.get(record.repository);
  const says = `Pull request ${number} takes its place: ${title}.`;
  if (record.pullRequest) {
    const pull = await repository.pullRequest(record.pullRequest.number);
    if (pull.state !== 'open' || pull.headSha !== record.headCommit) {
      return;
    }
    await repository.comment(pull.number, `mesh-superseded-${older}`, says);
    await repository.updatePullRequest(pull.number, {
      title: `${record.title} - autoclosed`,
    });
    await repository.closePullRequest(pull.number);
    await repository.deleteBranch(record.branch, pull.headSha);
  }
  await store.save(
    {
      ...record,
      state: 'superseded',
      isOpen: false,
      isActive: false,
      supersededBy: id,
      says,
    },
    now(),
    [{ kind: 'superseded', says }],
  );
}
