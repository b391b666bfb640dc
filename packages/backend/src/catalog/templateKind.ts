import { provideStaticCatalogModel } from '@backstage/plugin-catalog-node/alpha';
import { scaffolderCatalogModelLayer } from '@backstage/plugin-scaffolder-common/alpha';

/** Lets the catalog hold software templates beside its own kinds. */
export default provideStaticCatalogModel({
  layers: [scaffolderCatalogModelLayer],
});
