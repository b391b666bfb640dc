/** What every page of the mesh looks at. */
export interface MeshView {
  environment: string;
  /** Such as `15m`. */
  window: string;
  /** No refresh while true. */
  paused: boolean;
  /** Told the time of each answer. */
  onAnswer: (at: Date) => void;
}
