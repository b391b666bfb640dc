export { Checklist } from './Checklist';
export { ServiceOnItsWay } from './ServiceOnItsWay';
