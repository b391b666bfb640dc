/** Parameters that do not fit the schema or the mesh. @public */
export class ParameterError extends Error {
  override readonly name = 'ParameterError';

  /**
   * @param field - path inside the parameters, `routes[1].weight`; empty for all of them
   * @param message - what is wrong, and what would be right
   */
  constructor(readonly field: string, message: string) {
    super(message);
  }
}
