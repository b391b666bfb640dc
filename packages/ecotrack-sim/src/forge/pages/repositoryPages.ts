import type { Forge } from '../model/Forge';
import type { HostedRepository } from '../model/HostedRepository';
import type { PullRequest, TreeEntry } from '../model/types';
import { diffView } from './diffView';
import { html, type Html } from './html';
import { layout } from './layout';

/** All repositories. */
export function repositoriesPage(forge: Forge): string {
  const rows = forge.repositories.map(
    ({ fullName, facts, pulls }) =>
      html`<li>
        <a href="/${fullName}">${fullName}</a> ${facts.description}
        (${pulls.list('open').length} open pull requests)
      </li>`,
  );
  return layout(
    'Forge of the embedded platform',
    html`<ul>
      ${rows}
    </ul>`,
  );
}

function pullRequestTable(
  fullName: string,
  requests: readonly PullRequest[],
): Html {
  const rows = requests.map(
    ({ number, title, state, draft, head, base, by }) => html`<tr>
      <td>${number}</td>
      <td><a href="/${fullName}/pulls/${number}">${title}</a></td>
      <td>${state}${draft ? ', draft' : ''}</td>
      <td>${head} into ${base}</td>
      <td>${by}</td>
    </tr>`,
  );
  return requests.length === 0
    ? html`<p>There are no pull requests.</p>`
    : html`<table>
        <thead>
          <tr>
            <th>Number</th>
            <th>Title</th>
            <th>State</th>
            <th>Branches</th>
            <th>By</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>`;
}

/** One repository: how to clone it, its pull requests and branches. */
export function repositoryPage(
  forge: Forge,
  { fullName, facts, pulls, branches }: HostedRepository,
): string {
  const names = [...branches.keys()].map(
    name =>
      html`<li><a href="/${fullName}/src/branch/${name}/">${name}</a></li>`,
  );
  return layout(
    fullName,
    html`<p>${facts.description}</p>
      <p>Clone: <code>git clone ${forge.url}/${fullName}.git</code></p>
      <h2>Pull requests</h2>
      ${pullRequestTable(fullName, pulls.list())}
      <h2>Branches</h2>
      <ul>
        ${names}
      </ul>`,
  );
}

/** A folder at a branch or commit. */
export function folderPage(
  { fullName }: HostedRepository,
  place: { kind: string; ref: string; path: string },
  entries: readonly TreeEntry[],
): string {
  const { kind, ref, path } = place;
  const prefix = path && `${path}/`;
  const rows = entries.map(
    entry =>
      html`<li>
        <a href="/${fullName}/src/${kind}/${ref}/${prefix}${entry.path}"
          >${entry.path}${entry.type === 'tree' ? '/' : ''}</a
        >
      </li>`,
  );
  return layout(
    `${fullName}: ${path || ref}`,
    html`<ul>
      ${rows}
    </ul>`,
  );
}

/** A file at a branch or commit. */
export function filePage(
  { fullName }: HostedRepository,
  path: string,
  content: string,
): string {
  return layout(
    `${fullName}: ${path}`,
    html`<pre tabindex="0">${content}</pre>`,
  );
}

/** What a commit changed. */
export function commitPage(
  { fullName }: HostedRepository,
  message: string,
  diff: string,
): string {
  return layout(
    `${fullName}: ${message.split('\n')[0]}`,
    html`<pre>${message}</pre>
      ${diffView(diff)}`,
  );
}
