/** A branch that points at another commit than before. */
export interface Moved {
  /** `owner/name`. */
  repository: string;
  branch: string;
  commit: string;
}

/** Where Applications get their manifests from. */
export interface GitSource {
  /** Address that the repositories stand below, without a slash at the end. */
  url: string;
  /** Commit of a branch, tag or abbreviated commit; undefined when the repository has no such revision. */
  head(repository: string, revision: string): Promise<string | undefined>;
  /** Text of all files of a commit, by their paths. */
  files(
    repository: string,
    commit: string,
  ): Promise<ReadonlyMap<string, string>>;
  /** Calls the listener at each move until the answer is called. */
  onMoved(listener: (moved: Moved) => void): () => void;
}
