export { ChecksView } from './ChecksView';
export { DiffView } from './DiffView';
export { EffectView } from './EffectView';
export { PreviewTabs } from './PreviewTabs';
