export interface Config {
  app?: {
    /** Sign-in without a password, for a demonstration on one machine only. */
    demoSignIn?: {
      /**
       * People of the catalog to choose from.
       * @deepVisibility frontend
       */
      people: {
        /** Entity reference of a user. */
        ref: string;
        title: string;
        description: string;
      }[];
    };
  };
}
