export interface Config {
  permission?: {
    /** Groups and users, by entity reference, who may do everything. */
    administrators?: string[];
    /** Who may read an environment of the mesh; environments that are not named are open to everybody signed in. */
    environments?: { [name: string]: string[] };
  };
}
