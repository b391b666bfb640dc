export * from './resources/types';
export * from './mesh/types';
export * from './mtls/types';
export * from './canaries/types';
export * from './findings/types';
