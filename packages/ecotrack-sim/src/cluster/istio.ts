/** Version of Istio that the clusters run. */
export const ISTIO_VERSION = '1.27.1';
