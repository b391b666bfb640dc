import type { Forge } from '../../model/Forge';
import type { HostedRepository } from '../../model/HostedRepository';
import type { TreeEntry } from '../../model/types';
import { addresses } from './repository';

function typeOf({ type, mode }: TreeEntry) {
  if (type === 'tree') {
    return 'dir';
  }
  if (type === 'commit') {
    return 'submodule';
  }
  return mode === '120000' ? 'symlink' : 'file';
}

/** `ContentsResponse` of Gitea; the content is that of the file, or absent in a list. */
export function contentsJson(
  forge: Forge,
  repository: HostedRepository,
  { ref, commit }: { ref: string; commit: string },
  entry: TreeEntry,
  content?: Buffer,
) {
  const { api, page } = addresses(forge, repository);
  const { path, sha, size = 0 } = entry;
  const type = typeOf(entry);
  const place = path.split('/').map(encodeURIComponent).join('/');
  const self = `${api}/contents/${place}?ref=${encodeURIComponent(ref)}`;
  const html = `${page}/src/branch/${ref}/${place}`;
  const git = `${api}/git/${type === 'dir' ? 'trees' : 'blobs'}/${sha}`;
  const isBlob = entry.type === 'blob';
  return {
    name: path.split('/').pop(),
    path,
    sha,
    last_commit_sha: commit,
    type,
    size,
    encoding: content ? 'base64' : null,
    content: content ? content.toString('base64') : null,
    target: type === 'symlink' && content ? content.toString() : null,
    url: self,
    html_url: html,
    git_url: git,
    download_url: isBlob ? `${page}/raw/branch/${ref}/${place}` : null,
    submodule_git_url: null,
    _links: { self, git, html },
  };
}
