import type { HostedRepository } from '../model/HostedRepository';
import type { PullRequest } from '../model/types';
import { diffView } from './diffView';
import { html, type Html } from './html';
import { layout } from './layout';

function list(items: readonly Html[], none: string): Html {
  return items.length > 0
    ? html`<ul>
        ${items.map(item => html`<li>${item}</li>`)}
      </ul>`
    : html`<p>${none}</p>`;
}

function button(path: string, action: string, label: string): Html {
  return html`<form method="post" action="${path}/${action}">
    <button>${label}</button>
  </form>`;
}

function buttons(
  path: string,
  { state }: PullRequest,
  isMergeable: boolean,
): Html {
  if (state !== 'open') {
    return html``;
  }
  return html`<p>
    ${button(path, 'approve', 'Approve')}
    ${isMergeable
      ? button(path, 'merge', 'Merge')
      : 'It cannot be merged: it is a draft or conflicts with its base.'}
    ${button(path, 'close', 'Close')} as Sam
  </p>`;
}

function standing(request: PullRequest): Html {
  const { state, draft, head, base, by, mergedBy, mergeSha } = request;
  return html`<p>
    <strong>${state}</strong>${draft ? ', draft' : ''}: ${by} wants to merge
    <code>${head}</code> into <code>${base}</code>${mergedBy
      ? html`; merged by ${mergedBy} as <code>${mergeSha}</code>`
      : ''}
  </p>`;
}

/** A pull request with its diff, what checks and people say of it, and what may be done. */
export async function pullRequestPage(
  repository: HostedRepository,
  request: PullRequest,
  problem?: string,
): Promise<string> {
  const { fullName, pulls, labels, statuses } = repository;
  const path = `/${fullName}/pulls/${request.number}`;
  const mergeBase = await pulls.mergeBase(request);
  const isMergeable = !request.draft && (await pulls.isMergeable(request));
  return layout(
    `${request.title} (${fullName} #${request.number})`,
    html`${problem ? html`<p role="alert">${problem}</p>` : ''}
      ${standing(request)}
      <p><a href="/${fullName}">${fullName}</a></p>
      ${buttons(path, request, isMergeable)}
      <pre>${request.body}</pre>
      <h2>Labels</h2>
      ${list(
        request.labels.map(id => html`${labels.get(id)?.name}`),
        'None.',
      )}
      <h2>Checks</h2>
      ${list(
        statuses
          .latest(request.headSha)
          .map(
            ({ context, state, description }) =>
              html`${context}: <strong>${state}</strong> ${description}`,
          ),
        'None.',
      )}
      <h2>Reviews</h2>
      ${list(
        [
          ...request.reviews.map(
            ({ by, state, body }) =>
              html`${by}: <strong>${state}</strong> ${body}`,
          ),
          ...request.requestedReviewers.map(name => html`${name} is asked`),
        ],
        'None.',
      )}
      <h2>Comments</h2>
      ${list(
        request.comments.map(
          ({ by, body }) =>
            html`${by}:
              <pre>${body}</pre>`,
        ),
        'None.',
      )}
      <h2>Changes</h2>
      ${diffView(await repository.diff(mergeBase, request.headSha))}`,
  );
}
